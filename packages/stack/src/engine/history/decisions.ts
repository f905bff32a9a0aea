import type { Change } from '@cozy-jobs/store'
import { nameOf } from '../log/record-line.js'
import type { JobDoc } from '../api.js'
import type { LiveTrigger } from '../triggers/live-trigger.js'
import type { Decision, FiredTrigger } from './api.js'
import type { Journal } from './journal.js'
import { writeBehind } from './write-behind.js'

/** Changes that are written down at once, and that are known without a look at the journal: the last ones. */
const LAST = 1000

/** The last changes and what they fired. A change must cost nothing worth a word: no document of it is kept here. */
export interface Decisions {
  add(at: Date, change: Change, fired: readonly LiveTrigger[]): void
  /** Of one document, the newest first. */
  of(prefix: string, doctype: string, id: string, most: number): Promise<Decision[]>
  /** The doctype of the document that has this revision, if it has changed a moment ago. */
  doctypeOf(prefix: string, id: string, rev: string): string | undefined
  /** Settled once all of them are in the journal. */
  flush(): Promise<void>
}

/** How a trigger is named to a person. */
export const headOf = ({ doc, debounce }: LiveTrigger): FiredTrigger => ({
  id: doc._id,
  text: `${doc.type} ${doc.arguments}`.trim(),
  worker: doc.worker,
  name: nameOf({ worker: doc.worker, message: doc.message } as JobDoc),
  debounce: debounce > 0 ? doc.debounce : ''
})

/** The decisions of a text that have to do with an id, in its order. A line that a crash has cut off is left out. */
function* readDecisions(text: string, id: string): Generator<Decision> {
  const wanted = JSON.stringify(id)
  for (let at = text.indexOf(wanted); at >= 0;) {
    const end = text.indexOf('\n', at)
    if (end < 0) return
    try {
      yield JSON.parse(text.slice(text.lastIndexOf('\n', at) + 1, end)) as Decision
    } catch {
      // Half of a line, of a stack that was killed.
    }
    at = text.indexOf(wanted, end)
  }
}

/** Written down a moment after they were made, as what jobs do is. */
export const rememberDecisions = (journal: Journal, warn: (text: string) => void): Decisions => {
  const behind = writeBehind(journal, warn, LAST)
  const ring: Pick<Decision, 'prefix' | 'doctype' | 'id' | 'rev'>[] = []
  let next = 0
  return {
    add: (at, { prefix, doctype, verb, doc, before, replicated }, fired) => {
      const head = { prefix, doctype, id: doc._id, rev: doc._rev }
      ring[next] = head
      next = (next + 1) % LAST
      const previous = before?._rev
      behind.add(() => {
        const decision: Decision = {
          at: at.toISOString(),
          ...head,
          ...(previous !== undefined && { before: previous }),
          verb,
          ...(replicated && { replicated }),
          fired: fired.map(headOf)
        }
        return `${JSON.stringify(decision)}\n`
      })
    },
    of: async (prefix, doctype, id, most) => {
      await behind.flush()
      const found: Decision[] = []
      for await (const piece of journal.pieces()) {
        const inPiece = [...readDecisions(piece, id)].filter(
          one => one.id === id && one.doctype === doctype && one.prefix === prefix
        )
        found.push(...inPiece.reverse())
        if (found.length >= most) break
      }
      return found.slice(0, most)
    },
    doctypeOf: (prefix, id, rev) => {
      for (let back = 1; back <= ring.length; back++) {
        const one = ring[(next - back + ring.length) % ring.length]!
        if (one.id === id && one.rev === rev && one.prefix === prefix) return one.doctype
      }
      return undefined
    },
    flush: () => behind.flush()
  }
}
