import { StoreError } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import { CLIENTS } from './client.js'
import { findClient } from './find-clients.js'

/** Its tokens are dead from now on. False where it was gone already. */
export const deleteClient = async (instance: Instance, id: string): Promise<boolean> => {
  const client = await findClient(instance, id)
  if (!client) return false
  try {
    await instance.documents.remove(CLIENTS, client._id, client._rev)
    return true
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (error.code === 'not_found') return false
    if (error.code !== 'conflict') throw error
    return deleteClient(instance, id)
  }
}
