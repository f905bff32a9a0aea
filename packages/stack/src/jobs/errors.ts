import { EngineError } from '../engine/errors.js'
import { HttpError, invalidAttribute, JsonApiError } from '../server/http-error.js'

/** The engine's refusals in the form in which the real stack gives each of them (`wrapJobsError`). */
const asHttp = (error: EngineError): Error => {
  switch (error.code) {
    case 'malformed_trigger':
      return new HttpError(error.status, error.message)
    case 'not_client':
      return new HttpError(error.status, error.message)
    case 'unknown_kind':
    case 'not_webhook':
    case 'not_cron':
      return invalidAttribute('Type', error.message)
    default:
      return new JsonApiError(error.status, error.message)
  }
}

/** Hands an answer of the engine through, and its refusals on as HTTP has them. */
export const answered = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer
  } catch (error) {
    throw error instanceof EngineError ? asHttp(error) : error
  }
}
