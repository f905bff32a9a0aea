import type { Clock } from '../../clock/clock.js'
import type { Stack } from '../../stack.js'
import type { EngineEvent, JobDoc } from '../api.js'
import { nameOf } from '../log/record-line.js'
import type { LiveTrigger } from '../triggers/live-trigger.js'
import type { RunHistory, RunLine } from './api.js'
import { causeOf } from './cause.js'
import { rememberDecisions } from './decisions.js'
import { entryLine, type Entry, type EntryKind, type EntryKinds } from './entry.js'
import { eventOf, inputMasker, inputOf, shownVariables } from './input.js'
import type { Journal } from './journal.js'
import { liveRun, type LiveRun } from './live-run.js'
import { readRuns } from './read-runs.js'
import { shownPath } from './shown-path.js'
import { writeBehind } from './write-behind.js'

export interface HistoryParts {
  events: Stack['events']
  clock: Clock
  journal: Journal
  /** Of the changes that were looked at. */
  changes: Journal
  warn: (text: string) => void
}

/** The last line of a log that is not kept whole, but for how its executions end. */
const NOT_KEPT =
  'Failed to keep all of the log: it is too long. What follows is in services.log of the data folder, and comes with "jobs logs -f".'

/**
 * Keeps what the jobs do. It listens to what the engine tells of them; the engine and the server tell it the rest. Nothing
 * is worked out while a job waits for it: entries are made when they are written, a moment later.
 */
export const createHistory = ({ events, clock, journal, changes, warn }: HistoryParts): RunHistory => {
  const behind = writeBehind(journal, warn)
  const decisions = rememberDecisions(changes, warn)
  const reading = readRuns(journal, () => behind.flush())
  const live = new Map<string, LiveRun>()
  const byToken = new Map<string, string>()
  const followers = new Set<Parameters<RunHistory['follow']>[0]>()
  let find: (prefix: string, id: string) => LiveTrigger | undefined = () => undefined
  let lines = clock.now().getTime() * 1000

  const now = (): string => clock.now().toISOString()
  const add = <K extends EntryKind>(run: string, kind: K, make: () => EntryKinds[K]): void =>
    behind.add(() => entryLine({ run, kind, data: make() } as Entry))

  const enter = (job: JobDoc, queuedAt = job.queued_at): LiveRun => {
    const run = liveRun(job)
    live.set(job._id, run)
    // The trigger may be gone a moment later, where it fires once.
    const trigger = job.trigger_id ? find(job.prefix, job.trigger_id) : undefined
    add(job._id, 'queued', () => {
      const event = eventOf(job)
      const { _id: id = '', _rev: rev = '' } = (event?.['doc'] ?? {}) as { _id?: string; _rev?: string }
      const doctype = event && (decisions.doctypeOf(job.prefix, id, rev) ?? onlyDoctype(trigger))
      return {
        prefix: job.prefix,
        domain: job.domain,
        worker: job.worker,
        name: nameOf(job),
        cause: causeOf(job, event, doctype, trigger?.doc.type),
        ...(trigger && { trigger: { type: trigger.doc.type, arguments: trigger.doc.arguments } }),
        queuedAt
      }
    })
    add(job._id, 'input', () => inputOf(job))
    return run
  }

  const record = (job: JobDoc, type: string, message: string, mustStay = false): void => {
    const run = live.get(job._id)
    const stays = mustStay || !run || run.hasRoom('log', message.length)
    if (!stays && run.left.log === 1) record(job, 'warning', NOT_KEPT, true)
    const mask = run?.mask ?? inputMasker(job)
    const head = { n: ++lines, at: now(), type }
    const line = (): RunLine => ({ ...head, message: mask(message) })
    if (stays) add(job._id, 'log', line)
    for (const follower of followers) follower({ id: job._id, name: nameOf(job), prefix: job.prefix }, line())
  }

  const end = (job: JobDoc): void => {
    const run = live.get(job._id)
    live.delete(job._id)
    for (const token of run?.tokens ?? []) if (byToken.get(token) === job._id) byToken.delete(token)
    const duration = run?.began === undefined ? undefined : performance.now() - run.began
    const at = now()
    add(job._id, 'ended', () => ({
      at,
      state: job.state === 'done' ? 'done' : 'errored',
      ...(job.error && { error: run ? run.mask(job.error) : job.error }),
      ...(duration !== undefined && { duration: Math.round(duration) }),
      left: run?.left ?? { log: 0, requests: 0, writes: 0 }
    }))
  }

  const listen = (event: EngineEvent): void => {
    // The date in its document only grows, so that the last job stays the last: not where the clock was set back.
    if (event.type === 'queued') enter(event.job, now())
    else if (event.type === 'started') {
      // Of a job that an earlier run of the stack has stored.
      const run = live.get(event.job._id) ?? enter(event.job)
      run.began ??= performance.now()
      const at = now()
      add(event.job._id, 'started', () => ({ at }))
    } else if (event.type === 'record') record(event.job, event.record.type, event.record.message)
    else if (event.type === 'ended') end(event.job)
  }
  events.on('engine', listen)

  return {
    knowTriggers: given => {
      find = given
    },
    began: (job, token, secrets) => {
      const run = live.get(job._id)
      run?.tokens.add(token)
      run?.hide(secrets)
      byToken.set(token, job._id)
    },
    environment: (job, environment) => {
      const mask = live.get(job._id)?.mask ?? inputMasker(job)
      add(job._id, 'environment', () => shownVariables(environment, mask))
    },
    measured: (job, peakMemory) => add(job._id, 'measured', () => ({ peakMemory })),
    failed: (job, message) => record(job, 'error', message, true),
    looked: (change, fired) => decisions.add(clock.now(), change, fired),
    runOf: token => byToken.get(token),
    requested: (id, request) => {
      const run = live.get(id)
      if (!run?.hasRoom('requests')) return
      const at = now()
      add(id, 'request', () => ({
        at,
        ...request,
        path: shownPath(request.path, run.tokens, run.mask),
        duration: Math.round(request.duration * 10) / 10
      }))
    },
    wrote: (id, write) => {
      const run = live.get(id)
      if (!run?.hasRoom('writes')) return
      const at = now()
      add(id, 'write', () => ({ at, ...write }))
    },
    repeated: (id, of) => add(id, 'repeats', () => ({ of })),
    ...reading,
    decisions: (prefix, doctype, id, most) => decisions.of(prefix, doctype, id, most),
    follow: listener => {
      followers.add(listener)
      return () => void followers.delete(listener)
    },
    close: async () => {
      events.off('engine', listen)
      await Promise.all([behind.flush(), decisions.flush()])
    }
  }
}

const onlyDoctype = (trigger: LiveTrigger | undefined): string =>
  trigger?.trigger.doctypes.length === 1 ? trigger.trigger.doctypes[0]! : ''
