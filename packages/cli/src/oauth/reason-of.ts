import { CliError } from '../errors.js'
import { reasonOf as reasonInBody } from '../http/refusal.js'

/** Why a request of OAuth failed, in the words of the stack where it has said any. */
export const reasonOf = async (error: unknown): Promise<string> => {
  const {
    cause,
    message,
    error_description: described
  } = error as {
    cause?: unknown
    message?: string
    error_description?: string
  }
  const answer = cause instanceof Response ? cause : (cause as { response?: unknown } | undefined)?.response
  if (answer instanceof Response) {
    const said = answer.bodyUsed ? '' : reasonInBody(await answer.text())
    return said || described || `it answered ${answer.status}`
  }
  const body = (cause ?? {}) as { error?: unknown; error_description?: unknown }
  if (typeof body.error === 'string') return described || body.error
  return described || message || 'it said nothing'
}

/** Told as it is: the stack was not reached at all. */
export const isTold = (error: unknown): boolean =>
  error instanceof CliError || (error as Error | undefined)?.name === 'AbortError'
