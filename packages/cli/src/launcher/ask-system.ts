import { execFile } from 'node:child_process'

/** Milliseconds after which a question to the system counts as answered with no. */
const PATIENCE = 1500

/** Runs a program with an empty environment, as a job's launcher is run. Whether it ended well; in doubt, it did. */
const endsWell = (file: string, args: string[], signal: AbortSignal): Promise<boolean> =>
  new Promise(resolve => {
    execFile(file, args, { env: {}, timeout: PATIENCE, killSignal: 'SIGKILL', signal }, error =>
      // A program that is not there tells nothing.
      resolve(!error || signal.aborted || (error as NodeJS.ErrnoException).code === 'ENOENT')
    )
  })

/** Whether a shell without PATH finds a command: each has a list of its own then. */
export const shellFinds = (
  [shell = '', ...args]: readonly string[],
  name: string,
  signal: AbortSignal
): Promise<boolean> => endsWell(shell, [...args, '-c', `command -v ${name}`], signal)

const LOOKUP = "require('node:dns').lookup(process.argv[1], error => process.exit(error ? 1 : 0))"

/** Whether a Node program that nobody helps finds a host. This process may have help: it is no measure. */
export const nodeFinds = (host: string, signal: AbortSignal): Promise<boolean> =>
  endsWell(process.execPath, ['-e', LOOKUP, '--', host], signal)
