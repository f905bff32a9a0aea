import type { Change, Document } from '@cozy-jobs/store'
import type { Installs } from '../../installs/api.js'
import type { Instance } from '../../instances/api.js'
import type { JobDoc, JobDraft, TriggerDoc, Triggers } from '../api.js'
import { keepDeletedAccount } from './deleted-accounts.js'

const isFor = ({ worker, message }: TriggerDoc, account: string): boolean =>
  (worker === 'konnector' || worker === 'client') &&
  (message as { account?: unknown } | null)?.account === account

/** What the account of a konnector leaves to do once it is deleted. */
export interface AccountGoneParts {
  triggers: Triggers
  installs: Installs
  push: (instance: Instance, draft: JobDraft) => Promise<JobDoc>
}

/** The job in which a konnector cleans up after an account; it reads the account by the revision. */
export const cleaningJob = (konnector: string, { _id, _rev }: Document): JobDraft => ({
  worker: 'konnector',
  message: { account: _id, account_rev: _rev, konnector, account_deleted: true },
  manual: true
})

/**
 * Deletes the triggers of an account that was deleted, keeps what it held, and has its konnector clean up where that
 * names a file for it in `on_delete_account`. An account that says that this is done by hand (`manual_cleaning`) is left
 * alone. As the real stack's hook does.
 */
export const createAccountGone =
  ({ triggers, installs, push }: AccountGoneParts) =>
  async (instance: Instance, { doc, before }: Change): Promise<void> => {
    if (before?.manual_cleaning === true) return
    const all = await triggers.list(instance)
    await Promise.all(all.filter(one => isFor(one, doc._id)).map(one => triggers.remove(instance, one._id)))
    const konnector = before?.account_type
    if (!before || typeof konnector !== 'string' || konnector === '') return
    const installed = await installs.find(instance, 'konnectors', konnector).catch(() => undefined)
    if (typeof installed?.on_delete_account !== 'string' || installed.on_delete_account === '') return
    await keepDeletedAccount(instance, before)
    await push(instance, cleaningJob(konnector, before))
  }
