import { explainTrigger } from '@cozy-jobs/triggers'
import type { Change } from '@cozy-jobs/store'
import { triggerEvent } from '../jobs/job-event.js'
import type { LiveTrigger } from '../triggers/live-trigger.js'
import type { Decision, FiredTrigger, RunSummary } from './api.js'
import { headOf } from './decisions.js'

/** A decision, with the documents of its change as far as they are still stored. */
export interface DecidedChange {
  decision: Decision
  change: Change | undefined
}

/** What one trigger made of one change. */
export interface Verdict {
  trigger: string
  /** `@event io.cozy.bills:CREATED` */
  text: string
  /** What it runs: `banks/onOperationCreate`. */
  name: string
  fired: boolean
  why: string
  /** The job that it made, as far as it is known. */
  job?: string
}

/** One change of a document, and what each trigger of its doctype made of it. */
export interface WhyChange {
  at: string
  rev: string
  verb: string
  verdicts: Verdict[]
}

const shown = ({ id, text, name }: FiredTrigger): Pick<Verdict, 'trigger' | 'text' | 'name'> => ({
  trigger: id,
  text,
  name
})

const madeBy = (run: RunSummary, trigger: string, { id, rev }: Decision): boolean =>
  run.cause.kind === 'event' && run.cause.trigger === trigger && run.cause.id === id && run.cause.rev === rev

const firedBy = (trigger: FiredTrigger, decision: Decision, runs: readonly RunSummary[]): Verdict => {
  const head = { ...shown(trigger), fired: true }
  if (trigger.debounce !== '') {
    return { ...head, why: `it matches; one job for all changes within ${trigger.debounce}` }
  }
  // The first one: the same change may have been fired by hand since.
  const run = runs.findLast(one => madeBy(one, trigger.id, decision))
  if (run) return { ...head, why: 'it matches', job: run.id }
  const why =
    trigger.worker === 'konnector'
      ? 'it matches, but made no job: its konnector is under maintenance, or its last run has failed in a way that the owner alone can mend, so that it runs when it is launched'
      : 'it matches; its job is not known here, or could not be made: the log of the stack says why'
  return { ...head, why }
}

const passedBy = (live: LiveTrigger, { decision: { at, doctype }, change }: DecidedChange): Verdict => {
  const head = { ...shown(headOf(live)), fired: false }
  if (live.createdAt.toISOString() > at) return { ...head, why: 'it was made after this change' }
  if (!change)
    return { ...head, why: 'the document as it was then is not stored any more, which alone could say why' }
  const why = explainTrigger(live.trigger, triggerEvent(change))
  if (why !== undefined) return { ...head, why }
  const itself = 'a trigger on jobs does not fire for the jobs that such triggers make'
  return {
    ...head,
    why: doctype === 'io.cozy.jobs' ? itself : 'it would now: it was another one at the time of this change'
  }
}

/**
 * Says of each change which triggers looked at it, and why each fired or did not. What was fired is known; why the others
 * were not is worked out now, from the documents as they were.
 *
 * @param triggers those that listen to the doctype now
 * @param runs the newest first
 */
export const explainDecisions = (
  decided: readonly DecidedChange[],
  triggers: readonly LiveTrigger[],
  runs: readonly RunSummary[]
): WhyChange[] =>
  decided.map(({ decision, change }) => ({
    at: decision.at,
    rev: decision.rev,
    verb: decision.verb,
    verdicts: [
      ...decision.fired.map(trigger => firedBy(trigger, decision, runs)),
      ...triggers
        .filter(({ doc }) => !decision.fired.some(({ id }) => id === doc._id))
        .map(live => passedBy(live, { decision, change }))
    ]
  }))
