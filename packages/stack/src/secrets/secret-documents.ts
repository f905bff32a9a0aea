import { StoreError, type Document, type Store } from '@cozy-jobs/store'
import type { Keyring } from '../data/keyring.js'

/** Where the real stack keeps what belongs to no instance: `secrets/io-cozy-account_types` in CouchDB. */
const PREFIX = 'secrets'

/** What the administration gives the stack for all its instances. No route of an instance reaches it. */
export const SECRET_DOCTYPES = ['io.cozy.account_types', 'io.cozy.remote.secrets'] as const

export type SecretDoctype = (typeof SECRET_DOCTYPES)[number]

export type SecretDocument = { _id: string } & Record<string, unknown>

/** Documents that lie sealed in the store. Those that somebody has put into a CouchDB by hand are read as they are. */
export class SecretDocuments {
  readonly #store: Store
  readonly #keyring: Keyring

  constructor(store: Store, keyring: Keyring) {
    this.#store = store
    this.#keyring = keyring
  }

  async get(doctype: SecretDoctype, id: string): Promise<SecretDocument | undefined> {
    const found = await this.#find(doctype, id)
    return found && this.#open(found)
  }

  async list(doctype: SecretDoctype): Promise<SecretDocument[]> {
    const documents = this.#store.documents(PREFIX)
    if (!(await documents.hasDoctype(doctype))) return []
    const { rows } = await documents.list(doctype, { include_docs: true })
    const found = rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_') ? [doc] : []))
    return Promise.all(found.map(doc => this.#open(doc)))
  }

  /** In place of what is there. */
  async put(doctype: SecretDoctype, id: string, fields: Record<string, unknown>): Promise<void> {
    const { _id, _rev, ...kept } = fields
    const old = await this.#find(doctype, id)
    await this.#store.documents(PREFIX).put(doctype, {
      _id: id,
      ...(old && { _rev: old._rev }),
      sealed: await this.#keyring.seal(JSON.stringify(kept))
    })
  }

  /** False where it was not there. */
  async remove(doctype: SecretDoctype, id: string): Promise<boolean> {
    const old = await this.#find(doctype, id)
    if (old) await this.#store.documents(PREFIX).remove(doctype, id, old._rev)
    return old !== undefined
  }

  async #find(doctype: SecretDoctype, id: string): Promise<Document | undefined> {
    if (id === '' || id.startsWith('_')) return undefined
    try {
      return await this.#store.documents(PREFIX).get(doctype, id)
    } catch (error) {
      if (error instanceof StoreError && ['not_found', 'wrong_doctype'].includes(error.code)) return undefined
      throw error
    }
  }

  async #open({ _rev, ...doc }: Document): Promise<SecretDocument> {
    if (typeof doc.sealed !== 'string') return doc
    const plain = await this.#keyring.open(doc.sealed)
    return { _id: doc._id, ...(plain === undefined ? {} : (JSON.parse(plain) as Record<string, unknown>)) }
  }
}
