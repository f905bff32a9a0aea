import type { Triggers } from '../engine/api.js'
import type { Instance } from '../instances/api.js'
import type { InstalledService } from './api.js'

export type Services = Record<string, InstalledService>

/** A trigger that never fires: what the real stack takes for a service that is started by hand. */
const NEVER = '@at 2000-01-01T00:00:00.000Z'

const isSame = (a: InstalledService, b: InstalledService): boolean =>
  a.type === b.type && a.file === b.file && a.trigger === b.trigger && a.debounce === b.debounce

const createTrigger = async (
  triggers: Triggers,
  instance: Instance,
  slug: string,
  name: string,
  service: InstalledService
): Promise<string> => {
  const [type = '', ...rest] = service.trigger.split(' ')
  if (type === '' || service.trigger === NEVER) return ''
  const trigger = await triggers.create(instance, {
    type,
    arguments: rest.join(' ').trim(),
    worker: 'service',
    message: { slug, name },
    debounce: service.debounce,
    createdByApp: slug
  })
  return trigger._id
}

/** New triggers beside the old ones, until it is known which of them stay. */
export interface ServiceChange {
  /** As they are stored, with the ids of their triggers. */
  services: Services
  /** The old triggers that are no longer wanted go. */
  commit(): Promise<void>
  /** The new ones go. */
  undo(): Promise<void>
}

/**
 * Makes the triggers that an app's services ask for and that are not there yet. A service that has not changed keeps its
 * trigger, and so what is known of its runs. Where one can't be made, those made before it are removed again, and
 * `onProblem` is told which and why.
 */
export const changeServiceTriggers = async (
  triggers: Triggers,
  instance: Instance,
  slug: string,
  before: Services,
  wanted: Services,
  onProblem: (why: string) => void
): Promise<ServiceChange> => {
  const services: Services = {}
  const made: string[] = []
  const undo = (): Promise<void> => removeTriggers(triggers, instance, made)
  try {
    for (const [name, service] of Object.entries(wanted)) {
      const old = before[name]
      if (old && isSame(old, service)) services[name] = old
      else {
        const id = await createTrigger(triggers, instance, slug, name, service).catch((error: Error) => {
          onProblem(
            `the trigger of its service ${name}, "${service.trigger}", makes no sense: ${error.message}`
          )
          throw error
        })
        if (id !== '') made.push(id)
        services[name] = { ...service, trigger_id: id }
      }
    }
  } catch (error) {
    await undo()
    throw error
  }
  const kept = new Set(Object.values(services).map(service => service.trigger_id))
  const gone = Object.values(before).map(service => service.trigger_id)
  const commit = (): Promise<void> =>
    removeTriggers(
      triggers,
      instance,
      gone.filter(id => id !== '' && !kept.has(id))
    )
  return { services, commit, undo }
}

/** One that is gone already is none to worry about. */
const removeTriggers = async (
  triggers: Triggers,
  instance: Instance,
  ids: readonly string[]
): Promise<void> => {
  for (const id of ids) await triggers.remove(instance, id).catch(ignoreMissing)
}

const ignoreMissing = (error: unknown): void => {
  const status = (error as { status?: unknown }).status
  if (status !== 404) throw error
}
