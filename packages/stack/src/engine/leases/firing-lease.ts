import type { LiveTrigger } from '../triggers/live-trigger.js'
import { getTrigger } from '../triggers/trigger-store.js'
import type { Leases } from './lease.js'

/** Does the work unless another engine is at it; that one, or a later look, sees to it then. */
export const alone = async (leases: Leases, key: string, work: () => Promise<void>): Promise<void> => {
  const lease = await leases.take(key)
  if (!lease) return
  try {
    await work()
  } finally {
    await lease.release()
  }
}

/** Every engine has the alarm of a date, and one of them fires it. */
export const fireOnce = async (
  leases: Leases,
  live: LiveTrigger,
  due: Date,
  fire: () => Promise<void>
): Promise<void> => {
  if (!leases.shared) return fire()
  const key = `dates/${live.key}/${due.toISOString()}`
  if (!live.trigger.once) {
    if (await leases.once(key)) await fire()
    return
  }
  // Its document is what says that it has not fired yet, also after a crash.
  await alone(leases, key, async () => {
    const isThere = await getTrigger(live.instance, live.doc._id).then(
      () => true,
      () => false
    )
    if (isThere) await fire()
  })
}
