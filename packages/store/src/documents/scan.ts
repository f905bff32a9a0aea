import type { Document } from '../api.js'
import type { Pouch } from './pouch.js'
import { StoreError } from '../errors.js'
import { decodeId, encodeId, parseDocument, toText, type StoredText } from './record.js'
import { translate } from './refusals.js'

/** Reads many documents at once. */
export interface Scan {
  /** In the same order; nothing for a document that is not there, or no more. */
  texts(ids: readonly string[]): Promise<(StoredText | undefined)[]>
  /** The last revision of each document that is not deleted, by its id. Nothing may be written meanwhile. */
  revisions(): Promise<Map<string, string>>
  /** The place of each document in the feed of changes, deleted ones too. Nothing may be written meanwhile. */
  places(): Promise<Map<string, number>>
  /** The documents that are not deleted, some hundreds at a time. Nothing may be written meanwhile. */
  documents(): AsyncGenerator<Document[]>
}

const PIECE = 1000

/** One document; nothing where it is not there, or no more. */
export async function readText(pouch: Pouch, id: string): Promise<StoredText | undefined> {
  try {
    const stored = await pouch.get(encodeId(id))
    return { rev: stored._rev ?? '', text: toText(stored) }
  } catch (error) {
    const refusal = translate(error)
    if (refusal instanceof StoreError && refusal.code === 'not_found') return undefined
    throw refusal
  }
}

/** By PouchDB's own means. */
export class PouchScan implements Scan {
  readonly #pouch: Pouch

  constructor(pouch: Pouch) {
    this.#pouch = pouch
  }

  texts(ids: readonly string[]): Promise<(StoredText | undefined)[]> {
    return Promise.all(ids.map(id => readText(this.#pouch, id)))
  }

  async revisions(): Promise<Map<string, string>> {
    const { rows } = await this.#pouch.allDocs({})
    return new Map(rows.map(({ id, value }) => [decodeId(id), value.rev]))
  }

  async places(): Promise<Map<string, number>> {
    const { results } = await this.#pouch.changes({ since: 0 })
    return new Map(results.map(({ id, seq }) => [decodeId(id), seq]))
  }

  async *documents(): AsyncGenerator<Document[]> {
    let startkey: string | undefined
    for (;;) {
      const after = startkey === undefined ? {} : { startkey, skip: 1 }
      const { rows } = await this.#pouch.allDocs({ ...after, include_docs: true, limit: PIECE })
      yield rows.flatMap(({ doc }) => (doc ? [parseDocument(toText(doc))] : []))
      if (rows.length < PIECE) return
      startkey = rows.at(-1)?.id
    }
  }
}
