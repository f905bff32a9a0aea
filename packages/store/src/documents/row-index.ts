import { compareCodePoints } from '../sorted/code-points.js'
import { SortedList } from '../sorted/sorted-list.js'
import type { Effect } from './effect.js'

/** The documents of a doctype that are not deleted, in order of their ids, with their revisions. */
export class RowIndex {
  readonly ids = new SortedList<string>(compareCodePoints)
  readonly revs: Map<string, string>

  constructor(revs: Map<string, string>) {
    this.revs = revs
    this.ids.fill([...revs.keys()])
  }

  apply({ id, after }: Effect): void {
    const known = this.revs.has(id)
    if (!after) {
      if (known) this.ids.delete(id)
      this.revs.delete(id)
      return
    }
    if (!known) this.ids.add(id)
    this.revs.set(id, after.rev)
  }
}
