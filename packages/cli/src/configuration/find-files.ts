import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Context } from '../context.js'

/** In the real stack's order: one of these in any folder wins over the next one anywhere. */
const NAMES = ['cozy.json', 'cozy.yaml', 'cozy.yml']

/** Where configuration is looked for, in this order. */
export const configurationFolders = ({ cwd, env }: Pick<Context, 'cwd' | 'env'>): string[] => [
  cwd,
  join(cwd, '.cozy'),
  ...(env['HOME'] ? [join(env['HOME'], '.cozy'), join(env['HOME'], '.config', 'cozy')] : []),
  ...(env['XDG_CONFIG_HOME'] ? [join(env['XDG_CONFIG_HOME'], 'cozy')] : []),
  '/etc/cozy'
]

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false
  )

/**
 * The configuration files to read: the one that was asked for, else the first cozy.json, cozy.yaml or cozy.yml where the
 * real stack looks (here, `.cozy` here, `~/.cozy`, `~/.config/cozy`, `$XDG_CONFIG_HOME/cozy`, `/etc/cozy`), and then the
 * one beside it that ends with `.local`.
 */
export async function findConfigurationFiles(
  asked: string | undefined,
  context: Pick<Context, 'cwd' | 'env'>
): Promise<string[]> {
  if (asked !== undefined) return [resolve(context.cwd, asked)]
  for (const name of NAMES) {
    for (const folder of configurationFolders(context)) {
      const file = join(folder, name)
      if (await isThere(file)) return (await isThere(`${file}.local`)) ? [file, `${file}.local`] : [file]
    }
  }
  return []
}
