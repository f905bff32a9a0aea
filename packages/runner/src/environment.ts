import { createMasker, secretsOf } from '@cozy-jobs/logging'
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

/**
 * The variables as somebody may see them who looks at a run. The credentials are as new as the run, so that no input can
 * hold them in another form: to look for all forms in each variable would cost more than all else.
 */
export const shownEnvironment = (
  { COZY_CREDENTIALS: _, ...shown }: Record<string, string>,
  { credentials, secrets = [] }: Pick<RunRequest, 'credentials' | 'secrets'>
): Record<string, string> => {
  const mask = createMasker(secrets)
  const own = secretsOf(credentials)
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [
      name,
      mask(own.reduce((text, secret) => text.replaceAll(secret, '***'), value))
    ])
  )
}
