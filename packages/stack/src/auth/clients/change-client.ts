import { StoreError } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import { CLIENTS, type OAuthClient } from './client.js'
import { inOrder } from './client-fields.js'
import { findClient } from './find-clients.js'

/**
 * Writes what has changed of a client, such as `synchronized_at`. Tried again on what another request has written
 * meanwhile; undefined where the client is gone.
 */
export const changeClient = async (
  instance: Instance,
  id: string,
  change: Partial<OAuthClient>
): Promise<OAuthClient | undefined> => {
  const client = await findClient(instance, id)
  if (!client) return undefined
  const { _id, _rev, ...fields } = { ...client, ...change }
  try {
    return (await instance.documents.put(CLIENTS, {
      _id: client._id,
      _rev: client._rev,
      ...inOrder(fields)
    })) as OAuthClient
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'conflict') throw error
    return changeClient(instance, id, change)
  }
}
