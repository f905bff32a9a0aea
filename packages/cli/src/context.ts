import type { Terminal } from './terminal/terminal.js'

/** The variables of the environment that the command knows. The bins read them; nobody else does. */
export type Environment = Readonly<Record<string, string | undefined>>

/** All that a command touches of the outside world. */
export interface Context {
  terminal: Terminal
  /** What a person types; the process's own standard input where absent. */
  input?: NodeJS.ReadableStream
  cwd: string
  env: Environment
  /** Aborted by the first Ctrl-C, SIGTERM or SIGHUP. */
  signal: AbortSignal
  verbose: boolean
}
