import { standsFor } from '../log/short-id.js'
import type { Run, RunFilter, RunHistory, RunSummary } from './api.js'
import { readEntries, type Entry, type EntryKind } from './entry.js'
import { foldRuns } from './fold-runs.js'
import type { Journal } from './journal.js'

/** What a list shows. */
const HEADS: ReadonlySet<EntryKind> = new Set(['queued', 'started', 'measured', 'repeats', 'ended'])

/** What their lines are read from. */
const LINES: ReadonlySet<EntryKind> = new Set(['queued', 'log'])

const fits = (run: RunSummary, { prefix, worker, state, trigger }: RunFilter): boolean =>
  (prefix === undefined || run.prefix === prefix) &&
  (worker === undefined || run.worker === worker) &&
  (state === undefined || run.state === state) &&
  (trigger === undefined || ('trigger' in run.cause && standsFor(trigger, run.cause.trigger)))

const summary = ({ input: _, log: __, requests: ___, writes: ____, left: _____, ...head }: Run): RunSummary =>
  head

/** What looks up runs in a journal. `flush` writes down first what waits. */
export const readRuns = (
  journal: Journal,
  flush: () => Promise<void>
): Pick<RunHistory, 'list' | 'find' | 'lines'> => ({
  list: async filter => {
    await flush()
    let entries: Entry[] = []
    let runs: Run[] = []
    for await (const piece of journal.pieces()) {
      entries = [...readEntries(piece, { kinds: HEADS }), ...entries]
      // A run whose beginning is in an older piece is whole with that one.
      runs = foldRuns(entries).filter(run => run.queuedAt !== '' && fits(run, filter))
      if (runs.length >= filter.limit) break
    }
    // In the order in which they were written down: a clock that was put back must not mix them.
    return runs.reverse().slice(0, filter.limit).map(summary)
  },
  lines: async ids => {
    await flush()
    const runs = new Set(ids)
    const missing = new Set(ids)
    let entries: Entry[] = []
    for await (const piece of journal.pieces()) {
      const found = [...readEntries(piece, { runs, kinds: LINES })]
      entries = [...found, ...entries]
      for (const { run, kind } of found) if (kind === 'queued') missing.delete(run)
      if (missing.size === 0) break
    }
    return foldRuns(entries)
  },
  find: async id => {
    await flush()
    let entries: Entry[] = []
    for await (const piece of journal.pieces()) entries = [...readEntries(piece, { run: id }), ...entries]
    return foldRuns(entries).filter(run => run.queuedAt !== '')
  }
})
