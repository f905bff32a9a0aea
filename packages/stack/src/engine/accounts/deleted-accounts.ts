import { StoreError, type Document } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import { isNotFound } from '../jobs/job-store.js'

/** What deleted accounts held, until their konnectors have cleaned up. No route reaches it. */
const DELETED = 'io.cozy.accounts.soft_deleted'

const find = async (instance: Instance, id: string): Promise<Document | undefined> => {
  try {
    return await instance.documents.get(DELETED, id)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** Keeps what an account held: its last revision may be compacted away before the konnector asks for it. */
export const keepDeletedAccount = async (instance: Instance, account: Document): Promise<void> => {
  const { _rev, ...held } = account
  const old = await find(instance, account._id)
  try {
    await instance.documents.put(DELETED, { ...held, soft_deleted_rev: _rev, ...(old && { _rev: old._rev }) })
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'conflict') throw error
  }
}

/** What a deleted account held at this revision; undefined where that is not kept. */
export const deletedAccount = async (
  instance: Instance,
  id: string,
  rev: string
): Promise<Document | undefined> => {
  const kept = await find(instance, id)
  return kept?.soft_deleted_rev === rev ? kept : undefined
}

/** The konnector has cleaned up. */
export const dropDeletedAccount = async (instance: Instance, id: string): Promise<void> => {
  const kept = await find(instance, id)
  if (kept) await instance.documents.remove(DELETED, id, kept._rev)
}
