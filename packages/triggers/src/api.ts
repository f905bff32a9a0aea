/** A change as triggers see it: the document before and after. Of a deletion, `doc` is what was deleted. */
export interface TriggerEvent {
  doctype: string
  verb: 'CREATED' | 'UPDATED' | 'DELETED'
  doc: Record<string, unknown>
  before?: Record<string, unknown>
  /**
   * Of a file or directory: the ids of every directory that it lies in, or lay in before. Values without a selector
   * match these too. Without it, only the direct parent (`dir_id`) is known.
   */
  within?: readonly string[]
}

/** A trigger as the API has it: `type` with its `@`, `arguments` as one text. */
export interface TriggerSource {
  type: string
  arguments: string
  /** What makes the moment that a loose kind (`@daily`) picks its own, the same each time; its arguments where absent. */
  seed?: string
}

/** The kinds of the real stack. */
export type TriggerKind =
  | '@event'
  | '@cron'
  | '@at'
  | '@in'
  | '@every'
  | '@hourly'
  | '@daily'
  | '@weekly'
  | '@monthly'
  | '@webhook'
  | '@client'

/**
 * One parsed trigger. A kind listens to changes (`doctypes` is not empty), follows the clock (`next` gives dates), or does
 * neither and waits for a request; the engine needs to know nothing else of it.
 */
export interface Trigger extends Omit<TriggerSource, 'seed'> {
  kind: TriggerKind
  /** The doctypes that it listens to: the index of the engine. */
  doctypes: readonly string[]
  /** True for a kind that is removed once it has fired (`@at`, `@in`). */
  once: boolean
  /** Whether a change fires it. */
  matches(event: TriggerEvent): boolean
  /** The first moment strictly after `after` at which it fires; `start` is when the trigger was created. */
  next(after: Date, start?: Date): Date | undefined
  /** In words: `when an operation is created`, `every day at 05:00 UTC`. */
  describe(): string
  /** What the real stack accepts in silence though it is surely a mistake. */
  warnings: readonly string[]
}
