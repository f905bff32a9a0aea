import type { Document, Draft } from '@cozy-jobs/store'
import type { Permission } from '../permissions/permission.js'
import type { Stack } from '../stack.js'
import { hasSealedTokens, openAccount, sealAccount, sealTokens } from './account-credentials.js'

/** What the real stack calls an account by: the field that `identifier` names, or its login. */
const nameOf = ({ auth, identifier }: Draft): { name?: string } => {
  if (typeof auth !== 'object' || auth === null) return {}
  const field = typeof identifier === 'string' && identifier !== '' ? identifier : 'login'
  const name: unknown = Object.hasOwn(auth, field) ? (auth as Record<string, unknown>)[field] : undefined
  return typeof name === 'string' ? { name } : {}
}

const metadataOf = ({ slug, client }: Permission, now: Date): Record<string, unknown> => {
  const date = now.toISOString()
  const version = client?.software_version
  return {
    doctypeVersion: '',
    metadataVersion: 1,
    createdAt: date,
    ...(slug && { createdByApp: slug, ...(version && { createdByAppVersion: version }) }),
    updatedAt: date,
    ...(slug && { updatedByApps: [{ slug, date, ...(version && { version }) }] })
  }
}

type Parts = Pick<Stack, 'keyring' | 'clock'>

/** A new account as it is stored. One that is made under an id of its own is sealed when it is first read instead. */
export const newAccount = async (
  draft: Draft,
  permission: Permission,
  { keyring, clock }: Parts
): Promise<Draft> => ({
  ...(await sealAccount(draft, keyring)),
  ...nameOf(draft),
  cozyMetadata: metadataOf(permission, clock.now())
})

/** A changed account as it is stored. Tokens that lay sealed in the old one do so in the new one. */
export const changedAccount = async <T extends Draft>(
  draft: T,
  old: Document,
  permission: Permission,
  { keyring, clock }: Parts
): Promise<T> => ({
  ...(await sealAccount(hasSealedTokens(old) ? await sealTokens(draft, keyring) : draft, keyring)),
  cozyMetadata: draft.cozyMetadata ?? metadataOf(permission, clock.now())
})

/** An account as the one who asks may see it: its secrets are for konnectors, and for apps that ask for them. */
export const shownAccount = async (
  doc: Document,
  mayOpen: boolean,
  { keyring }: Pick<Parts, 'keyring'>
): Promise<Document> => (mayOpen ? openAccount(doc, keyring) : doc)
