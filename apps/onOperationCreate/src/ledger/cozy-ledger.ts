import type { Account, BankSettings, Operation, Recurrence } from '../bank/documents.js'
import { RECURRENCES } from '../recurrence/mark.js'
import type { Ledger } from './ledger.js'
import { isConflict, isForbidden, notSaved } from './refusals.js'

/** As in the manifest; an owner may install the app under another, which its jobs are told. */
export const DEFAULT_SLUG = 'on-operation-create'

const OPERATIONS = 'io.cozy.bank.operations'
const ACCOUNTS = 'io.cozy.bank.accounts'
const SETTINGS = 'io.cozy.bank.settings'

/** The part of a `cozy-client` that the ledger uses. */
export interface Client {
  collection(doctype: string): {
    all(options: { limit: null }): Promise<{ data: Record<string, unknown>[] }>
    updateAll(documents: object[]): Promise<{ id: string; error?: string }[]>
    update(document: object): Promise<unknown>
  }
  stackClient: { fetchJSON(method: string, path: string, body: object): Promise<unknown> }
}

/** `cozy-client` adds `_type`, and `id` where there is none; stored, they would be fields of the document. */
const asStored = (read: Record<string, unknown>): Record<string, unknown> => {
  const document = { ...read }
  delete document['_type']
  if (document['id'] === document['_id']) delete document['id']
  return document
}

/**
 * All documents, in one request and without an index to be made first; one that lacks a field is among them. The
 * client's `queryAll` would answer an empty list to any error.
 */
const readAll = async <T>(client: Client, doctype: string): Promise<T[]> => {
  const { data } = await client.collection(doctype).all({ limit: null })
  return data.map(document => asStored(document) as T)
}

const saveAll = async (client: Client, doctype: string, documents: object[]): Promise<string[]> => {
  const answers = await client.collection(doctype).updateAll(documents)
  const failed = answers.find(({ error }) => error !== undefined && error !== 'conflict')
  if (failed) throw notSaved(doctype, failed.id, failed.error)
  return answers.filter(({ error }) => error === 'conflict').map(({ id }) => id)
}

/** Does what is asked and says whether the stack allowed it. */
const unlessForbidden = async (ask: () => Promise<unknown>): Promise<boolean> => {
  try {
    await ask()
    return true
  } catch (error) {
    if (isForbidden(error)) return false
    throw error
  }
}

/** The ledger of a Cozy, by its HTTP API; `slug` is the name under which the app is installed. */
export const cozyLedger = (client: Client, slug: string): Ledger => ({
  operations: () => readAll<Operation>(client, OPERATIONS),
  accounts: () => readAll<Account>(client, ACCOUNTS),
  recurrences: () => readAll<Recurrence>(client, RECURRENCES),
  settings: async () =>
    (await readAll<BankSettings>(client, SETTINGS)).find(({ notifications }) => notifications),
  saveOperations: operations => saveAll(client, OPERATIONS, operations),
  saveRecurrences: recurrences => saveAll(client, RECURRENCES, recurrences),
  saveSettings: async settings => {
    try {
      await client.collection(SETTINGS).update(settings)
      return true
    } catch (error) {
      if (isConflict(error)) return false
      throw error
    }
  },
  notify: notification =>
    unlessForbidden(() =>
      client.stackClient.fetchJSON('POST', '/notifications', { data: { attributes: notification } })
    ),
  startService: name =>
    unlessForbidden(() =>
      client.stackClient.fetchJSON('POST', '/jobs/queue/service', {
        data: { attributes: { arguments: { slug, name } } }
      })
    )
})
