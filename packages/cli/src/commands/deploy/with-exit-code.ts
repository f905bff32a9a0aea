import { DeployError } from '@cozy-jobs/deploy'
import type { Context } from '../../context.js'
import { CliError, EXIT } from '../../errors.js'

/**
 * What a deployment comes to; its refusals with the exit code that a shell is to see. One that was interrupted is told of,
 * too: a person must know whether something was sent.
 */
export const withExitCode = async <T>(deployment: Promise<T>, { signal, terminal }: Context): Promise<T> => {
  try {
    return await deployment
  } catch (error) {
    if (!(error instanceof DeployError)) throw error
    if (signal.aborted) terminal.err(terminal.red(error.message))
    throw new CliError(error.message, error.usage ? EXIT.usage : EXIT.failed, { cause: error })
  }
}
