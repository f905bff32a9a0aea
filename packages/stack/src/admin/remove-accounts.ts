import type { Document } from '@cozy-jobs/store'
import { ACCOUNTS, removeAccount } from '../accounts/remove-account.js'
import type { Instance } from '../instances/api.js'
import { warn } from '../server/warn.js'
import type { Stack } from '../stack.js'

const accountsOf = async ({ documents }: Instance): Promise<Document[]> => {
  if (!(await documents.hasDoctype(ACCOUNTS))) return []
  const { rows } = await documents.list(ACCOUNTS, { include_docs: true })
  return rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_') ? [doc] : []))
}

/**
 * Deletes the accounts of an instance that is going, each by its konnector where that says how it cleans up
 * (`on_delete_account`), and waits for these jobs. One that fails is warned of; on the real stack the instance stays.
 */
export const removeAccounts = async (stack: Stack, instance: Instance): Promise<void> => {
  const remove = async ({ _id, account_type: slug }: Document): Promise<void> => {
    if (typeof slug !== 'string' || slug === '') return
    const konnector = await stack.installs.find(instance, 'konnectors', slug)
    if (konnector) await removeAccount(stack, instance, konnector, _id)
  }
  const outcomes = await Promise.allSettled((await accountsOf(instance)).map(remove))
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue
    const why = outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason)
    warn(stack, `Failed to clean up after an account of ${instance.domain}: ${why}. It is gone all the same.`)
  }
}
