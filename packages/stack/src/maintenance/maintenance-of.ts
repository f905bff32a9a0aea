import type { StackConfig } from '../config.js'
import type { Store } from '@cozy-jobs/store'
import type { Maintenance, MaintenanceOf } from '../engine/held-back.js'
import { isObject } from '../engine/execution/attempt.js'
import { instanceFlags } from '../features/instance-flags.js'
import type { Instance } from '../instances/api.js'
import { askRegistries, LOOKUP_TIME_LIMIT, readJsonAnswer } from '../registry/ask-registry.js'
import { registriesOf } from '../registry/registries.js'
import { findMaintenance } from './maintenance-documents.js'

export interface MaintenanceParts {
  store: Store
  config: StackConfig
  warn: (text: string) => void
}

const SKIPPING = 'harvest.skip-maintenance-for'

const allowsManual = (options: unknown): boolean =>
  !isObject(options) || options.flag_disallow_manual_exec !== true

/**
 * Asks this stack, and then the registries of the instance; of one that does not answer it is said, and nothing is held
 * back.
 */
export const createMaintenanceOf =
  ({ store, config, warn }: MaintenanceParts): MaintenanceOf =>
  async (instance, slug) => {
    const found = (await onStack(store, slug)) ?? (await inRegistries(config, instance, slug, warn))
    if (!found) return undefined
    const skipping = (await instanceFlags({ config, store }, instance)).flags[SKIPPING]
    return { ...found, skipped: Array.isArray(skipping) && skipping.includes(slug) }
  }

type Found = Pick<Maintenance, 'manual'>

/** The real stack looks for the options one level too deep: what it has under maintenance itself nobody can launch. */
const onStack = async (store: Store, slug: string): Promise<Found | undefined> => {
  const options = await findMaintenance(store, slug)
  if (!options) return undefined
  return { manual: isObject(options.maintenance_options) && allowsManual(options.maintenance_options) }
}

const inRegistries = async (
  config: StackConfig,
  instance: Instance,
  slug: string,
  warn: (text: string) => void
): Promise<Found | undefined> => {
  const registries = registriesOf(config, instance)
  if (registries.length === 0) return undefined
  try {
    const path = `/registry/${encodeURIComponent(slug)}`
    const response = await askRegistries(registries, path, { timeLimit: LOOKUP_TIME_LIMIT })
    const app = response && (await readJsonAnswer(response))
    if (!isObject(app) || app.maintenance_activated !== true) return undefined
    return { manual: allowsManual(app.maintenance_options) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    warn(`Failed to ask whether the konnector ${slug} is under maintenance: ${why}. It is run.`)
    return undefined
  }
}
