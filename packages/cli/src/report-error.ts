import type { Context } from './context.js'
import { CliError, EXIT, type ExitCode } from './errors.js'

/**
 * One message for a person, and the exit code. All packages word what a person can mend as *Failed to …*; whatever else
 * is thrown is a bug of ours, and says so.
 */
export function reportError(error: unknown, { terminal, verbose, signal }: Context): ExitCode {
  // Work that the person's own Ctrl-C cut short has nothing to report.
  if (signal.aborted) return EXIT.failed
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
  const told = error instanceof CliError || /^Failed to /.test(message)
  const [first = '', ...rest] = message.split('\n')
  if (told) terminal.err([terminal.red(first), ...rest].join('\n'))
  else {
    terminal.err(terminal.red(`Failed to go on: ${message}. This is a bug of cozy-jobs.`))
    if (!verbose) terminal.err('Add --verbose to see where in the code, and please report it.')
  }
  if (verbose && stack) terminal.err(terminal.dim(stack))
  return error instanceof CliError ? error.exitCode : told ? EXIT.failed : EXIT.bug
}
