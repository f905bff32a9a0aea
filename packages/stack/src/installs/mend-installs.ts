import type { TriggerDoc } from '../engine/api.js'
import type { Instance } from '../instances/api.js'
import type { Installed } from './api.js'
import type { Work } from './source-installer.js'
import type { WorkNote } from './work-notes.js'

const isOfWork = ({ _id, cozyMetadata }: TriggerDoc, { slug, begun, triggers }: WorkNote): boolean => {
  if (triggers.includes(_id)) return true
  const { createdByApp, createdAt } = cozyMetadata as Record<string, unknown>
  return createdByApp === slug && typeof createdAt === 'string' && Date.parse(createdAt) >= Date.parse(begun)
}

/** The triggers that the work has made or was to remove, and that no service has. */
const removeTriggers = async (
  { triggers }: Work,
  instance: Instance,
  app: Installed | undefined,
  note: WorkNote
): Promise<void> => {
  const owned = new Set(Object.values(app?.services ?? {}).map(service => service.trigger_id))
  const all = await triggers().list(instance, { worker: 'service', slug: note.slug })
  for (const trigger of all) {
    if (!owned.has(trigger._id) && isOfWork(trigger, note)) await triggers().remove(instance, trigger._id)
  }
}

const mend = async (work: Work, instance: Instance, note: WorkNote): Promise<void> => {
  const { kind, slug, act } = note
  const app = await work.documents.find(instance, kind, slug)
  if (app && act === 'uninstall') await work.documents.remove(instance, kind, app)
  const left = act === 'uninstall' ? undefined : app
  if (kind === 'apps') await removeTriggers(work, instance, left, note)
  if (left) return work.copies.keepOnly(instance, kind, slug, [left.version])
  await work.permissions.remove(instance, kind, slug)
  await work.copies.remove(instance, kind, slug)
}

/**
 * Ends what a crash has cut off: an application that was to go is gone, one whose document was not stored yet leaves
 * nothing, and of one that was updated what its document says is there. To be called before anything runs.
 */
export const mendInstalls = async (work: Work, instance: Instance): Promise<void> => {
  for (const note of await work.notes.list(instance)) await mend(work, instance, note)
  await work.notes.clear(instance)
}
