import type { Change } from '@cozy-jobs/store'
import type { Decision } from './api.js'
import { isSmall } from './is-small.js'

/** Changes that are remembered, of all instances. */
const KEPT = 1000

/** The last changes and what they fired, in memory alone: a change must cost nothing worth a word. */
export interface Decisions {
  add(at: Date, change: Change, fired: Decision['fired']): void
  /** Of one document, the newest first. */
  of(prefix: string, doctype: string, id: string): Decision[]
  /** The doctype of the document that has this revision, if it has changed lately. */
  doctypeOf(prefix: string, id: string, rev: string): string | undefined
}

/** Nothing is remembered at first. */
export const rememberDecisions = (): Decisions => {
  const ring: Decision[] = []
  let next = 0
  const newestFirst = function* (): Generator<Decision> {
    for (let back = 1; back <= ring.length; back++) yield ring[(next - back + ring.length) % ring.length]!
  }
  return {
    add: (at, change, fired) => {
      const { prefix, doctype, doc, before } = change
      const isKept = isSmall(doc) && (before === undefined || isSmall(before))
      ring[next] = {
        at: at.toISOString(),
        prefix,
        doctype,
        id: doc._id,
        rev: doc._rev,
        verb: change.verb,
        change: isKept ? change : undefined,
        fired
      }
      next = (next + 1) % KEPT
    },
    of: (prefix, doctype, id) =>
      [...newestFirst()].filter(one => one.id === id && one.doctype === doctype && one.prefix === prefix),
    doctypeOf: (prefix, id, rev) => {
      for (const one of newestFirst()) {
        if (one.id === id && one.rev === rev && one.prefix === prefix) return one.doctype
      }
      return undefined
    }
  }
}
