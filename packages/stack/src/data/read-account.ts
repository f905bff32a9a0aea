import type { Document } from '@cozy-jobs/store'
import { deletedAccount } from '../engine/accounts/deleted-accounts.js'
import type { Instance } from '../instances/api.js'

/** The doctype whose documents may be read at a revision: the route of the real stack for accounts alone has this. */
export const ACCOUNTS = 'io.cozy.accounts'

/**
 * An account at one of its revisions. A konnector that cleans up after a deleted account reads it so: by its last one,
 * which is kept aside until then.
 */
export const accountAt = async (instance: Instance, id: string, rev: string): Promise<Document> => {
  const kept = await deletedAccount(instance, id, rev)
  if (!kept) return instance.documents.get(ACCOUNTS, id, { rev })
  const { soft_deleted_rev: _, ...account } = kept
  return { ...account, _id: kept._id, _rev: rev }
}
