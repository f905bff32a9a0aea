import { join, resolve } from 'node:path'
import type { Environment } from '../context.js'

/** Where the command keeps what is the user's alone; undefined where the environment names no home. */
export const configFolder = (env: Environment): string | undefined => {
  const base = env['XDG_CONFIG_HOME']
  if (base) return resolve(base, 'cozy-jobs')
  const home = env['HOME'] || env['USERPROFILE']
  return home ? join(resolve(home), '.config', 'cozy-jobs') : undefined
}
