import type { Document } from '@cozy-jobs/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { allowDocument, permissionOf } from '../permissions/allow.js'
import { instanceOf, queryOf } from '../server/request.js'
import { isUnsealed, sealAccount } from './account-credentials.js'
import { shownAccount } from './account-documents.js'
import { orWrongDoctype } from './couch-error.js'
import { ACCOUNTS, accountAt } from './read-account.js'

/**
 * An account as the one who asks may see it: the real stack reads accounts by other rules than other documents. One
 * that is absent is so for everybody; one that was stored as it came is sealed when it is first read.
 */
export const readAccount = async (
  request: FastifyRequest,
  reply: FastifyReply,
  id: string
): Promise<Document> => {
  const instance = instanceOf(request)
  const { stack } = request.server
  const rev = queryOf(request, 'rev')
  const found = rev === '' ? instance.documents.get(ACCOUNTS, id) : accountAt(instance, id, rev)
  let doc = await orWrongDoctype(found)
  await allowDocument(request, reply, 'GET', ACCOUNTS, doc)
  if (rev === '' && isUnsealed(doc)) {
    doc = await instance.documents.put(ACCOUNTS, await sealAccount(doc, stack.keyring))
  }
  const { type } = await permissionOf(request, reply)
  const mayOpen = type === 'konnector' || (type === 'app' && queryOf(request, 'include') === 'credentials')
  return shownAccount(doc, mayOpen, stack)
}
