import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { RunnerError } from './errors.js'
import { preloadArguments } from './preloads.js'
import { codeOf } from './system-error.js'

/** A process that runs, with its output as streams. */
export type JobProcess = ChildProcess & {
  pid: number
  stdout: NodeJS.ReadableStream
  stderr: NodeJS.ReadableStream
}

export interface StartOptions {
  folder: string
  /** The file of the folder that is run instead of `index.js`; a launcher gets its path instead of the folder's. */
  entry?: string
  environment: Record<string, string>
  /** A launcher; Node itself where absent. */
  command?: string
}

/** What is run: a name without a slash is looked up by the system, a path is the caller's own, not the run folder's. */
const commandLine = ({ folder, entry, command }: StartOptions): [string, string[]] => {
  // As an argument and not as NODE_OPTIONS: the job's environment stays what the real stack gives.
  if (!command) return [process.execPath, [...preloadArguments(), join(folder, entry ?? 'index.js')]]
  return [command.includes('/') ? resolve(command) : command, [entry ? join(folder, entry) : folder]]
}

const largest = (environment: Record<string, string>): string =>
  Object.entries(environment).sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'the environment'

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

const explain = (error: unknown, { command, environment }: StartOptions): RunnerError => {
  const code = codeOf(error)
  if (code === 'E2BIG') return new RunnerError('environment_too_large', largest(environment))
  if (command && code === 'ENOENT') return new RunnerError('launcher_missing', command)
  if (command && (code === 'EACCES' || code === 'ENOEXEC')) {
    return new RunnerError(isFolder(command) ? 'launcher_is_folder' : 'launcher_not_executable', command)
  }
  return new RunnerError('start_failed', String(error))
}

/** Starts a job in a process group of its own, without input. Throws `RunnerError`. */
export const startProcess = async (options: StartOptions): Promise<JobProcess> => {
  const [file, args] = commandLine(options)
  try {
    const child = spawn(file, args, {
      cwd: options.folder,
      // Node would hand its own NODE_V8_COVERAGE down to a child that has none.
      env: { ...options.environment, NODE_V8_COVERAGE: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true
    })
    // A missing file is told by an event; without an id nothing has been started.
    if (child.pid === undefined) throw (await once(child, 'error'))[0]
    return child as JobProcess
  } catch (error) {
    throw explain(error, options)
  }
}
