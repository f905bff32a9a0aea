import { spawn } from 'node:child_process'
import type { Environment } from '../context.js'

/** What opens an address; undefined on a machine without a display, where none is tried. */
const openerOf = (env: Environment, platform: NodeJS.Platform): string[] | undefined => {
  const own = env['BROWSER']
  if (own) return own.split(' ').filter(Boolean)
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined
}

/** Opens an address in the user's browser. False where there is none, or it can't be started. */
export const openBrowser = async (
  url: URL,
  env: Environment,
  platform = process.platform
): Promise<boolean> => {
  const [opener, ...args] = openerOf(env, platform) ?? []
  if (opener === undefined) return false
  return new Promise(resolve => {
    const child = spawn(opener, [...args, url.href], {
      stdio: 'ignore',
      detached: true,
      env: { ...env }
    })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
