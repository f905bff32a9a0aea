import { standsFor } from '../log/short-id.js'
import type { Cause, RunInput, RunLine, RunRequestMade, RunSummary, RunWrite } from './api.js'

/** What is written down of a run, one after the other. */
export interface EntryKinds {
  queued: Omit<RunSummary, 'id' | 'state' | 'executions'> & { cause: Cause }
  input: RunInput
  started: { at: string }
  environment: Record<string, string>
  measured: { peakMemory: number }
  log: RunLine
  request: RunRequestMade
  write: RunWrite
  repeats: { of: string }
  ended: {
    at: string
    state: 'done' | 'errored'
    error?: string
    duration?: number
    left: { log: number; requests: number; writes: number }
  }
}

export type EntryKind = keyof EntryKinds

/** One line of the journal: the run's id and the kind stand before the JSON, so that most lines are never parsed. */
export type Entry = { [K in EntryKind]: { run: string; kind: K; data: EntryKinds[K] } }[EntryKind]

/** The line of an entry, with its line feed. */
export const entryLine = ({ run, kind, data }: Entry): string => `${run} ${kind} ${JSON.stringify(data)}\n`

/** What a look at the journal is for: which runs, and which kinds. */
export interface Wanted {
  /** Those that this stands for: the beginning or the end of an id. */
  run?: string
  /** Whole ids. */
  runs?: ReadonlySet<string>
  kinds?: ReadonlySet<EntryKind>
}

/** The entries of a text that are wanted, in its order. A line that a crash has cut off is left out. */
export function* readEntries(text: string, { run = '', runs, kinds }: Wanted): Generator<Entry> {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at)
    if (end < 0) return
    const start = at
    at = end + 1
    const space = text.indexOf(' ', start)
    const second = text.indexOf(' ', space + 1)
    if (space < 0 || second < 0 || second > end) continue
    if (run !== '' && !standsFor(run, text.slice(start, space))) continue
    const kind = text.slice(space + 1, second) as EntryKind
    if (kinds && !kinds.has(kind)) continue
    if (runs && !runs.has(text.slice(start, space))) continue
    try {
      const data: unknown = JSON.parse(text.slice(second + 1, end))
      yield { run: text.slice(start, space), kind, data } as Entry
    } catch {
      // Half of a line, of a stack that was killed.
    }
  }
}
