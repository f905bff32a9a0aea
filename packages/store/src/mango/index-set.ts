import type { Document } from '../api.js'
import type { StoredText } from '../documents/record.js'
import { IndexData } from './index-data.js'
import { readDesign, type IndexDefinition } from './index-definition.js'

/** The indexes of one doctype: what its design documents say, and the rows of those that were asked for. */
export class IndexSet {
  readonly #designs = new Map<string, IndexDefinition[]>()
  readonly #data = new Map<IndexDefinition, IndexData>()

  constructor(designs: Iterable<Document>) {
    for (const design of designs) this.#designs.set(design._id, readDesign(design))
  }

  get definitions(): IndexDefinition[] {
    return [...this.#designs.values()].flat()
  }

  rows(definition: IndexDefinition): IndexData | undefined {
    return this.#data.get(definition)
  }

  /** Gives all that have no rows theirs, in one go through the documents; and answers with those asked for. */
  async build(documents: AsyncIterable<Document[]>, asked: IndexDefinition): Promise<IndexData> {
    const built = new Map<IndexDefinition, IndexData>()
    for (const definition of [asked, ...this.definitions]) {
      if (!this.#data.has(definition)) built.set(definition, new IndexData(definition))
    }
    for await (const piece of documents) for (const data of built.values()) data.collect(piece)
    for (const [definition, data] of built) {
      data.sort()
      // One that was removed since the query began serves it still, and is forgotten.
      if (this.definitions.includes(definition)) this.#data.set(definition, data)
    }
    return built.get(asked) as IndexData
  }

  /** Takes up what was written. */
  set(id: string, after: StoredText | undefined): void {
    const isDesign = id.startsWith('_design/')
    if (!isDesign && this.#data.size === 0) return
    const document = after && (JSON.parse(after.text) as Document)
    if (!isDesign) for (const data of this.#data.values()) data.set(id, document)
    else this.#redefine(id, document)
  }

  #redefine(id: string, design: Document | undefined): void {
    for (const old of this.#designs.get(id) ?? []) this.#data.delete(old)
    if (design) this.#designs.set(id, readDesign(design))
    else this.#designs.delete(id)
  }
}
