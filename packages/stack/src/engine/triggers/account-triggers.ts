import type { Change } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import type { TriggerDoc, Triggers } from '../api.js'

const isFor = ({ worker, message }: TriggerDoc, account: string): boolean =>
  (worker === 'konnector' || worker === 'client') &&
  (message as { account?: unknown } | null)?.account === account

/**
 * Deletes the triggers of an account that was deleted, unless it says that this is done by hand (`manual_cleaning`), as
 * the real stack's hook does. What the konnector may have to clean up is not run yet.
 */
export const removeTriggersOfAccount = async (
  triggers: Triggers,
  instance: Instance,
  { doc, before }: Change
): Promise<void> => {
  if (before?.manual_cleaning === true) return
  const all = await triggers.list(instance)
  await Promise.all(all.filter(one => isFor(one, doc._id)).map(one => triggers.remove(instance, one._id)))
}
