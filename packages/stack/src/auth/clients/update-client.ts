import { StoreError } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import type { Stack } from '../../stack.js'
import { checkClient } from './check-client.js'
import { CLIENTS, type OAuthClient } from './client.js'
import { CLIENT_ERRORS } from './client-errors.js'
import { inOrder, readClientFields } from './client-fields.js'
import { freeName } from './client-name.js'
import { GRANTS, lowered, newMetadata, newSecret } from './own-fields.js'

/** What a client says anew of itself. Throws `ClientError`. */
export const updateClient = async (
  { clock }: Pick<Stack, 'clock'>,
  instance: Instance,
  old: OAuthClient,
  given: Record<string, unknown>
): Promise<OAuthClient> => {
  const fields = lowered(readClientFields(given))
  if (fields.client_id !== old._id) throw CLIENT_ERRORS.noId()
  checkClient(instance, fields)
  const { client_secret: sent = '' } = fields
  if (sent !== '' && sent !== old.client_secret) throw CLIENT_ERRORS.badSecret()
  const renamed = fields.client_name !== old.client_name
  const now = clock.now()
  const {
    client_id: _id,
    registration_access_token: _token,
    ...kept
  } = {
    ...fields,
    ...GRANTS,
    client_name: renamed ? await freeName(instance, String(fields.client_name)) : fields.client_name,
    // Who sends the present secret asks for another one.
    client_secret: sent === '' ? old.client_secret : newSecret(),
    client_secret_expires_at: 0,
    allow_login_scope: old.allow_login_scope,
    flagship: old.flagship,
    certified_from_store: old.certified_from_store,
    cozyMetadata: old.cozyMetadata
      ? { ...old.cozyMetadata, updatedAt: now.toISOString() }
      : newMetadata(fields, now)
  } as Record<string, unknown>
  try {
    const draft = { _id: old._id, _rev: old._rev, ...inOrder(kept) }
    return (await instance.documents.put(CLIENTS, draft)) as OAuthClient
  } catch (error) {
    if (error instanceof StoreError && error.code === 'conflict') throw CLIENT_ERRORS.conflict()
    throw error
  }
}
