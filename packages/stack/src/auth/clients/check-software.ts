import type { StackConfig } from '../../config.js'
import type { Instance } from '../../instances/api.js'
import { askRegistries, LOOKUP_TIME_LIMIT } from '../../registry/ask-registry.js'
import { registriesOf } from '../../registry/registries.js'
import { isLinked } from './client.js'
import { CLIENT_ERRORS } from './client-errors.js'

/** These two may install applications and read the owner's address: nobody else gets their rights. */
const RESERVED = ['store', 'settings']

const isPublished = async (config: StackConfig, instance: Instance, slug: string): Promise<boolean> => {
  try {
    const path = `/registry/${encodeURIComponent(slug)}`
    const found = await askRegistries(registriesOf(config, instance), path, { timeLimit: LOOKUP_TIME_LIMIT })
    await found?.body?.cancel()
    return found !== undefined
  } catch {
    return false
  }
}

/** Throws `ClientError` for a client that says to be the other form of an app which no registry has. */
export const checkSoftware = async (
  config: StackConfig,
  instance: Instance,
  software_id: string
): Promise<void> => {
  if (!isLinked({ software_id })) return
  const slug = software_id.slice('registry://'.length)
  if (RESERVED.includes(slug)) throw CLIENT_ERRORS.reservedApp()
  if (!(await isPublished(config, instance, slug))) throw CLIENT_ERRORS.unknownApp()
}
