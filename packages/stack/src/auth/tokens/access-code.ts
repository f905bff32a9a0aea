import { StoreError, type Document } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import type { Stack } from '../../stack.js'
import type { OAuthClient } from '../clients/client.js'
import { changeClient } from '../clients/change-client.js'

const CODES = 'io.cozy.oauth.access_codes'

/** As documented. */
const LIFETIME_MS = 5 * 60_000

/** What a client exchanges for its tokens: stored, since it is good for once. Its id is the code itself. */
export interface AccessCode extends Document {
  client_id: string
  /** In seconds. */
  issued_at: number
  scope: string
  /** PKCE's: the SHA-256 of what the client must show. */
  code_challenge?: string
}

/** The owner has said yes: the client waits for nothing more. */
export const createAccessCode = async (
  { clock }: Pick<Stack, 'clock'>,
  instance: Instance,
  client: OAuthClient,
  { scope, challenge = '' }: { scope: string; challenge?: string }
): Promise<string> => {
  if (client.pending) await changeClient(instance, client._id, { pending: false })
  const code = await instance.documents.put(CODES, {
    client_id: client._id,
    issued_at: Math.floor(clock.now().getTime() / 1000),
    scope,
    ...(challenge && { code_challenge: challenge })
  })
  return code._id
}

const remove = async ({ documents }: Instance, { _id, _rev }: AccessCode): Promise<boolean> => {
  try {
    await documents.remove(CODES, _id, _rev)
    return true
  } catch (error) {
    if (error instanceof StoreError && (error.code === 'not_found' || error.code === 'conflict')) return false
    throw error
  }
}

/** Undefined for a code that is none, was used, or is older than five minutes. */
export const findAccessCode = async (
  { clock }: Pick<Stack, 'clock'>,
  instance: Instance,
  id: string
): Promise<AccessCode | undefined> => {
  if (id.startsWith('_')) return undefined
  try {
    const code = (await instance.documents.get(CODES, id)) as AccessCode
    if (code.issued_at * 1000 + LIFETIME_MS >= clock.now().getTime()) return code
    await remove(instance, code)
    return undefined
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return undefined
    throw error
  }
}

/** False where another request has used the code first. */
export const useAccessCode = (instance: Instance, code: AccessCode): Promise<boolean> =>
  remove(instance, code)
