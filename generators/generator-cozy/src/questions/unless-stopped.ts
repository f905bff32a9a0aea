import { stoppedError } from '../project/write-errors.js'

/** What a prompt answers; Ctrl-C in it becomes a message of ours. */
export const unlessStopped = async <T>(act: string, prompt: Promise<T>): Promise<T> => {
  try {
    return await prompt
  } catch (error) {
    throw error instanceof Error && error.name === 'ExitPromptError' ? stoppedError(act) : error
  }
}
