/** What the engine refuses, in the real stack's words: code, HTTP status, text. */
export const ENGINE_ERRORS = {
  /** No worker has this name. */
  unknown_worker: { status: 404, message: 'jobs: could not find worker' },
  job_not_found: { status: 404, message: 'jobs: not found' },
  trigger_not_found: { status: 404, message: 'Trigger with specified ID does not exist' },
  /** Only the arguments of `@cron` may be changed. */
  not_cron: { status: 422, message: 'Invalid type for trigger (@cron expected)' },
  /** Only a webhook has an address to call. */
  not_webhook: { status: 422, message: 'Not a webhook' },
  /** The stack runs the jobs of all other workers, and knows best what became of them. */
  not_client: { status: 403, message: 'Forbidden' },
  /** There is no trigger of this kind, there or here. */
  unknown_kind: { status: 422, message: 'Unknown trigger type' },
  /** The arguments do not fit the kind. */
  malformed_trigger: { status: 400, message: 'Trigger unparsable' },
  /** The instance was destroyed meanwhile. */
  unknown_instance: { status: 404, message: 'Instance not found' },
  /** Ours: firings that were asked for by hand wait in memory too. */
  too_many_planned: {
    status: 429,
    message: 'a thousand firings wait for their dates already, and no more can'
  },
  /** Ours: another engine has taken the job over, since nothing was heard of this one for too long. */
  lease_lost: { status: 409, message: 'another stack has taken it over' },
  /** The engine is being closed. */
  closed: { status: 503, message: 'jobs: closed' }
} as const

export type EngineErrorCode = keyof typeof ENGINE_ERRORS

/** A request that the engine refuses. */
export class EngineError extends Error {
  readonly code: EngineErrorCode
  readonly status: number

  constructor(code: EngineErrorCode, message: string = ENGINE_ERRORS[code].message, cause?: unknown) {
    super(message, { cause })
    this.name = 'EngineError'
    this.code = code
    this.status = ENGINE_ERRORS[code].status
  }
}
