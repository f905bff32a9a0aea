import type { RunRequest } from './api.js'

/** A gap, so that the program's own deadline and the stack's do not race (`ctxToTimeLimit` of the real stack). */
const GAP = 5

const seconds = (milliseconds: number): string => String(Math.ceil(milliseconds / 1000) + GAP)

/**
 * The variables of a job, all of them: what the real stack gives, in its order. `payload` is what
 * `writePayload` answered.
 */
export const jobEnvironment = (request: RunRequest, payload: string): Record<string, string> => {
  const common = {
    COZY_URL: request.cozyUrl,
    COZY_CREDENTIALS: request.credentials,
    COZY_LANGUAGE: 'node',
    COZY_LOCALE: request.locale,
    COZY_TIME_LIMIT: seconds(request.timeLimit),
    COZY_JOB_ID: request.jobId,
    COZY_PAYLOAD: payload,
    COZY_FIELDS: request.fields
  }
  const ofKind: Record<string, string> =
    request.kind === 'service'
      ? { COZY_COUCH_DOC: request.doc ?? '' }
      : {
          COZY_PARAMETERS: request.parameters ?? 'null',
          COZY_JOB_MANUAL_EXECUTION: String(request.manual ?? false)
        }
  return { ...common, ...ofKind, ...(request.triggerId ? { COZY_TRIGGER_ID: request.triggerId } : {}) }
}
