import type { Launcher } from '../launcher.js'
import { pooledLauncher } from '../pool/pooled.js'
import { RunnerError } from '../errors.js'
import { checkSandbox } from './check-sandbox.js'
import { cmdLauncher } from './cmd.js'
import { plainLauncher, type JobImports } from './plain.js'
import { prodLauncher } from './prod.js'

/** How jobs shall be started. */
export interface LauncherOptions {
  /** A launcher of the user's own is the profile `cmd`; else `plain` where absent. */
  profile?: 'plain' | 'prod'
  /** A launcher of the user's own, as a path. `prod` goes before it. */
  command?: string
  /** False starts each process anew: see `pooledLauncher`. The profile `plain` alone has a pool. */
  pool?: boolean
  /** What each process loads before its job; the profile `plain` alone, and no pool then. */
  imports?: JobImports
}

/** Makes what starts the jobs of a stack. Throws `RunnerError` where the profile does not work on this machine. */
export const createLauncher = async (options: LauncherOptions = {}): Promise<Launcher> => {
  const { profile, command, pool = true, imports } = options
  if (imports) {
    if (profile === 'prod' || command !== undefined) {
      throw new RunnerError('imports_refused', command ?? 'prod')
    }
    return plainLauncher(imports)
  }
  if (profile === 'prod') {
    await checkSandbox()
    return prodLauncher()
  }
  if (command !== undefined) return cmdLauncher(command)
  return pool ? pooledLauncher() : plainLauncher()
}
