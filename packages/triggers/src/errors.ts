/** What the real stack says to a trigger that it refuses (cozy-stack, model/job/errors.go, model/permission/errors.go). */
const REFUSALS = {
  'unknown-kind': { stackMessage: 'Unknown trigger type', status: 422 },
  'bad-event': { stackMessage: 'Permission scope is empty or malformed', status: 400 },
  'bad-cron': { stackMessage: 'Trigger unparsable', status: 400 },
  'bad-date': { stackMessage: 'Trigger unparsable', status: 400 },
  'bad-period': { stackMessage: 'Trigger unparsable', status: 400 },
  'bad-duration': { stackMessage: 'Trigger unparsable', status: 400 }
} as const

/** Why a trigger was refused. */
export type TriggerErrorCode = keyof typeof REFUSALS

/** What a {@link TriggerError} is made of. */
interface TriggerErrorDetails {
  code: TriggerErrorCode
  /** What was being read: `the trigger "@cron 5 * *"`. */
  subject: string
  /** Why it failed, without a final dot. */
  why: string
  /** What to do, one sentence without its dot (a question keeps its mark). */
  advice: string
  /** The piece of the text that is wrong. */
  part?: string
  /** Where this piece starts: an offset into the text that was parsed. */
  position?: number
  /** The real stack's own words, where they are not those of its code. */
  stackMessage?: string
}

/** A trigger or duration that makes no sense: *Failed to read …: why. What to do.* */
export class TriggerError extends Error {
  override readonly name = 'TriggerError'
  readonly code: TriggerErrorCode
  readonly why: string
  readonly advice: string
  readonly part: string | undefined
  readonly position: number | undefined
  /** What the real stack answers. */
  readonly stackMessage: string
  /** The HTTP status of the real stack's answer. */
  readonly status: number
  readonly #details: TriggerErrorDetails

  constructor(details: TriggerErrorDetails) {
    const stop = details.advice.endsWith('?') ? '' : '.'
    super(`Failed to read ${details.subject}: ${details.why}. ${details.advice}${stop}`)
    this.#details = details
    this.code = details.code
    this.why = details.why
    this.advice = details.advice
    this.part = details.part
    this.position = details.position
    this.stackMessage = details.stackMessage ?? REFUSALS[details.code].stackMessage
    this.status = REFUSALS[details.code].status
  }

  /** The same refusal, its position counted in a longer text that starts `offset` characters earlier. */
  shifted(offset: number): TriggerError {
    const { position } = this.#details
    return new TriggerError(
      position === undefined ? this.#details : { ...this.#details, position: position + offset }
    )
  }
}
