import { DeployError } from '@cozy-jobs/deploy'
import { CliError, EXIT } from '../../errors.js'

/** What a deployment comes to; its refusals with the exit code that a shell is to see. */
export const withExitCode = async <T>(deployment: Promise<T>): Promise<T> => {
  try {
    return await deployment
  } catch (error) {
    if (!(error instanceof DeployError)) throw error
    throw new CliError(error.message, error.usage ? EXIT.usage : EXIT.failed, { cause: error })
  }
}
