import { explainTrigger } from '@cozy-jobs/triggers'
import { nameOf } from '../log/record-line.js'
import { triggerEvent } from '../jobs/job-event.js'
import type { LiveTrigger } from '../triggers/live-trigger.js'
import type { JobDoc } from '../api.js'
import type { Decision, RunSummary } from './api.js'

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

const headOf = ({ doc }: LiveTrigger): Pick<Verdict, 'trigger' | 'text' | 'name'> => ({
  trigger: doc._id,
  text: `${doc.type} ${doc.arguments}`.trim(),
  name: nameOf({ worker: doc.worker, message: doc.message } as JobDoc)
})

const madeBy = (run: RunSummary, live: LiveTrigger, { id, rev }: Decision): boolean =>
  run.cause.kind === 'event' &&
  run.cause.trigger === live.doc._id &&
  run.cause.id === id &&
  run.cause.rev === rev

const firedBy = (live: LiveTrigger, decision: Decision, runs: readonly RunSummary[]): Verdict => {
  const head = { ...headOf(live), fired: true }
  if (live.debounce > 0) {
    return { ...head, why: `it matches; one job for all changes within ${live.doc.debounce}` }
  }
  const run = runs.find(one => madeBy(one, live, decision))
  if (run) return { ...head, why: 'it matches', job: run.id }
  const why =
    live.doc.worker === 'konnector'
      ? 'it matches, but made no job: its last run has failed in a way that the owner alone can mend, so that it runs when it is launched'
      : 'it matches; its job is not known here, or could not be made: the log of the stack says why'
  return { ...head, why }
}

const passedBy = (live: LiveTrigger, { at, change, doctype }: Decision): Verdict => {
  const head = { ...headOf(live), fired: false }
  if (live.createdAt.toISOString() > at) return { ...head, why: 'it was made after this change' }
  if (!change) return { ...head, why: 'the document is too large to say why' }
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
 */
export const explainDecisions = (
  decisions: readonly Decision[],
  triggers: readonly LiveTrigger[],
  runs: readonly RunSummary[]
): WhyChange[] =>
  decisions.map(decision => ({
    at: decision.at,
    rev: decision.rev,
    verb: decision.verb,
    verdicts: [
      ...decision.fired.map(live => firedBy(live, decision, runs)),
      ...triggers
        .filter(live => !decision.fired.some(({ key }) => key === live.key))
        .map(live => passedBy(live, decision))
    ]
  }))
