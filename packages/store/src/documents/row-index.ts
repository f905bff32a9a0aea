import { compareCodePoints } from '../sorted/code-points.js'
import { SortedList } from '../sorted/sorted-list.js'
import type { Effect } from './effect.js'
import type { Pouch } from './pouch.js'
import { decodeId } from './record.js'

/** The documents of a doctype that are not deleted, in order of their ids, with their revisions. */
export class RowIndex {
  readonly ids = new SortedList<string>(compareCodePoints)
  readonly revs = new Map<string, string>()

  static async load(pouch: Pouch): Promise<RowIndex> {
    const index = new RowIndex()
    const { rows } = await pouch.allDocs({})
    for (const { id, value } of rows) index.revs.set(decodeId(id), value.rev)
    index.ids.fill([...index.revs.keys()])
    return index
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
