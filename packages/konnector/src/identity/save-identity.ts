import cloneDeep from 'lodash/cloneDeep.js'
import type { CozyDocument } from '../cozy/api.js'
import type { DocumentsContext, SourceOptions } from '../documents/context.js'
import { stamp } from '../documents/stamp.js'
import { updateOrCreate } from '../documents/update-or-create.js'
import { writeDocuments } from '../documents/write-documents.js'
import { formatIdentityContact, trimProperties, type Contact } from './contact.js'

const IDENTITIES = 'io.cozy.identities'

/** What the provider knows of its customer. */
export interface Identity {
  contact: Contact
  [attribute: string]: unknown
}

/** Options of {@link saveIdentity}. */
export interface SaveIdentityOptions extends SourceOptions {
  /** False: the contact takes the place of the one that is there. It is added to it where absent. */
  merge?: boolean
}

/**
 * Creates the identity of an account, or adds to the one that the konnector has made before.
 *
 * @param identity a contact alone is taken too, which is deprecated
 * @param accountIdentifier the login
 */
export const saveIdentity = async (
  context: DocumentsContext,
  identity: Identity | Contact | null | undefined,
  accountIdentifier: string | null | undefined,
  options: SaveIdentityOptions = {}
): Promise<void> => {
  const { log } = context
  log.debug('saving user identity')
  if (accountIdentifier === null || accountIdentifier === undefined) {
    log.warn("Can't set identity as no accountIdentifier was provided")
    return
  }
  if (identity === null || identity === undefined) {
    log.warn("Can't set identity as no identity was provided")
    return
  }
  const given = cloneDeep(identity)
  if (!given['contact']) {
    log.warn('passing a io.cozy.contacts object is deprecated, please pass a full identity object')
  }
  const { contact, ...others } = given['contact'] ? (given as Identity) : { contact: given as Contact }
  const entry = {
    ...others,
    identifier: accountIdentifier,
    contact: trimProperties(formatIdentityContact(contact, log))
  }
  const source = { ...options, sourceAccountIdentifier: accountIdentifier }
  if (options.merge === false) await replace(context, entry, source)
  else await updateOrCreate(context, [entry], IDENTITIES, ['identifier', 'cozyMetadata.createdByApp'], source)
}

const replace = async (
  context: DocumentsContext,
  entry: { identifier: string; contact: Contact },
  source: SourceOptions
): Promise<void> => {
  const { stack, manifest, log } = context
  const own = await stack.documents.find(IDENTITIES, {
    selector: { identifier: entry.identifier, 'cozyMetadata.createdByApp': manifest.slug },
    index: ['identifier', 'cozyMetadata.createdByApp']
  })
  if (own.length > 1) log.warn('Multiple identity for same identifier')
  const [present] = own as CozyDocument<object>[]
  const draft = present ? { ...present, contact: entry.contact } : entry
  await writeDocuments(stack, IDENTITIES, [stamp(context, draft, source)])
}
