import { createTree } from '../files/tree.js'
import { createSettings } from '../settings/instance-settings.js'
import type { Instance } from './api.js'

/** What each instance has from its first moment. */
export const furnish = async (
  instance: Instance,
  now: Date,
  settings: Readonly<Record<string, unknown>> = {}
): Promise<void> => {
  await createTree(instance, now)
  await createSettings(instance, settings)
}
