import { spawn, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { RunnerError } from './errors.js'
import type { JobProcess } from './launcher.js'
import { codeOf } from './system-error.js'

/** A command line with the place and the variables that it is run with. */
export interface StartOptions {
  file: string
  args: readonly string[]
  folder: string
  environment: Record<string, string>
  /** Descriptors beyond the output; none where absent. */
  more?: Exclude<StdioOptions, string>
}

const largest = (environment: Record<string, string>): string =>
  Object.entries(environment).sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'the environment'

const explain = (error: unknown, environment: Record<string, string>): Error => {
  if (codeOf(error) === 'E2BIG') return new RunnerError('environment_too_large', largest(environment))
  return error as Error
}

/** What no profile knows better. */
export const notStarted = (error: unknown): RunnerError =>
  error instanceof RunnerError ? error : new RunnerError('start_failed', String(error))

/**
 * Starts a process in a group of its own, without input. Throws `RunnerError` for an environment that is too large,
 * else the system's error.
 */
export const startProcess = async (options: StartOptions): Promise<JobProcess> => {
  const { file, args, folder, environment, more = [] } = options
  try {
    const child = spawn(file, args, {
      cwd: folder,
      // Node would hand its own NODE_V8_COVERAGE down to a child that has none.
      env: { ...environment, NODE_V8_COVERAGE: undefined },
      stdio: ['ignore', 'pipe', 'pipe', ...more],
      detached: true
    })
    // A missing file is told by an event; without an id nothing has been started.
    if (child.pid === undefined) throw (await once(child, 'error'))[0]
    return child as JobProcess
  } catch (error) {
    throw explain(error, environment)
  }
}
