import type { Document } from '@cozy-jobs/store'
import type { Permission } from './permission.js'
import { storedRules } from './stored-rules.js'
import { isSubset } from './subset.js'

/** Whether one may change or revoke a share: an app or an OAuth client that made it, or that may do all that it gives. */
export const mayChangeShare = ({ type, sourceId, rules }: Permission, share: Document): boolean => {
  if (share.type !== 'share') return false
  if (type !== 'app' && type !== 'oauth') return false
  return (share.source_id ?? '') === sourceId || isSubset(storedRules(share), rules)
}
