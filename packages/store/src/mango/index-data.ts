import type { Document } from '../api.js'
import { compareCodePoints } from '../sorted/code-points.js'
import { SortedList } from '../sorted/sorted-list.js'
import { collateArrays } from './collation.js'
import { compile, type Predicate } from './compile.js'
import { isFound, readPath } from './field-path.js'
import type { IndexDefinition } from './index-definition.js'

/** One row: the values of the columns, and whose they are. */
export interface IndexRow {
  key: unknown[]
  id: string
}

export const compareRows = (a: IndexRow, b: IndexRow): number =>
  collateArrays(a.key, b.key) || compareCodePoints(a.id, b.id)

/** The rows of one index. A document that lacks a column, or that the partial filter leaves out, has none. */
export class IndexData {
  readonly #definition: IndexDefinition
  readonly #filter: Predicate | undefined
  readonly #rows = new SortedList<IndexRow>(compareRows)
  readonly #byId = new Map<string, IndexRow>()

  constructor(definition: IndexDefinition) {
    this.#definition = definition
    this.#filter = definition.partialFilter && compile(definition.partialFilter)
  }

  /** Takes the rows of some documents; of no use before `sort`. */
  collect(documents: readonly Document[]): void {
    for (const document of documents) {
      const row = this.#rowOf(document)
      if (row) this.#byId.set(row.id, row)
    }
  }

  sort(): void {
    this.#rows.fill([...this.#byId.values()])
  }

  set(id: string, document: Document | undefined): void {
    const old = this.#byId.get(id)
    if (old) {
      this.#rows.delete(old)
      this.#byId.delete(id)
    }
    const row = document && this.#rowOf(document)
    if (!row) return
    this.#rows.add(row)
    this.#byId.set(id, row)
  }

  /** The ranks of the rows between two keys, both included. */
  range(start: readonly unknown[], end: readonly unknown[]): { from: number; to: number } {
    const from = this.#rows.rank(row => collateArrays(row.key, start) >= 0)
    const to = this.#rows.rank(row => collateArrays(row.key, end) > 0)
    return { from, to: Math.max(from, to) }
  }

  /** The rank of the first row at a given one, or after it. */
  rankOf(row: IndexRow, after: boolean): number {
    return this.#rows.rank(other => (after ? compareRows(other, row) > 0 : compareRows(other, row) >= 0))
  }

  slice(from: number, to: number, descending: boolean): IndexRow[] {
    return [...this.#rows.between(from, to, descending)]
  }

  #rowOf(document: Document): IndexRow | undefined {
    if (document._id.startsWith('_design/')) return undefined
    if (!this.#isIn(document)) return undefined
    const key: unknown[] = []
    for (const path of this.#definition.paths) {
      const value = readPath(document, path)
      if (!isFound(value)) return undefined
      key.push(value)
    }
    return { key, id: document._id }
  }

  /** A filter that takes too long must not end the write of a document. */
  #isIn(document: Document): boolean {
    try {
      return !this.#filter || this.#filter(document)
    } catch {
      return false
    }
  }
}
