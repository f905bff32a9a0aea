import type { Document, DocumentStore } from '@cozy-jobs/store'
import { pageUrl } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { readSettings } from '../settings/instance-settings.js'

export const CONTACTS = 'io.cozy.contacts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What an address book says of the instance's owner, drawn from the instance's settings. */
const myselfOf = (instance: Instance, settings: Document): Record<string, unknown> => {
  const email = textOf(settings.email)
  const name = textOf(settings.public_name)
  const fullname = name || (email.split('@')[0] ?? '')
  const url = pageUrl(instance, '')
  return {
    cozy: [{ primary: true, url }],
    ...(fullname !== '' && { displayName: name || email }),
    ...(typeof settings.email === 'string' && { email: [{ address: email, primary: true }] }),
    ...(fullname !== '' && { fullname }),
    indexes: { byFamilyNameGivenNameEmailCozyUrl: email || url },
    me: true
  }
}

/** The contact of the instance's owner; undefined where there is none. */
export const findMyself = async (documents: DocumentStore): Promise<Document | undefined> => {
  const { docs } = await documents.find(CONTACTS, { selector: { me: true }, limit: 1 })
  return docs[0] as Document | undefined
}

/** Makes the contact of the instance's owner. */
export const createMyself = async (instance: Instance): Promise<Document> =>
  instance.documents.put(CONTACTS, myselfOf(instance, await readSettings(instance)))
