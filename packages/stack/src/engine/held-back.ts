import type { Instance } from '../instances/api.js'
import type { JobDraft } from './api.js'
import { stopsAutomaticRuns } from './execution/retries.js'
import type { JobStore } from './jobs/job-store.js'
import { JOBS_OF_STATE, stateFrom } from './states/trigger-state.js'

/** What a konnector under maintenance may still do. */
export interface Maintenance {
  /** Run when its owner launches it. */
  manual: boolean
  /** Run as ever: the flag `harvest.skip-maintenance-for` of the instance names it. */
  skipped: boolean
}

/** Whether a konnector is under maintenance; undefined where it is not, or nobody can say. */
export type MaintenanceOf = (instance: Instance, slug: string) => Promise<Maintenance | undefined>

export interface HeldBackParts {
  jobs: JobStore
  maintenanceOf: MaintenanceOf
  log: (line: string) => void
}

/**
 * Says of a konnector's job that it is not to be made: the konnector is under maintenance, or its owner has to act first,
 * so that its trigger makes no job until a launch or a manual run has ended well (`beforeHookKonnector` of the real stack).
 */
export const createHeldBack =
  ({ jobs, maintenanceOf, log }: HeldBackParts) =>
  async (instance: Instance, draft: JobDraft): Promise<boolean> => {
    if (draft.worker !== 'konnector') return false
    const { konnector, bi_webhook } = (draft.message ?? {}) as { konnector?: unknown; bi_webhook?: unknown }
    if (typeof konnector === 'string' && konnector !== '') {
      const maintenance = await maintenanceOf(instance, konnector)
      if (maintenance && ((draft.manual && maintenance.manual) || maintenance.skipped)) return false
      if (maintenance) {
        log(`The konnector ${konnector} of ${instance.domain} is not started: it is under maintenance.`)
        return true
      }
    }
    // A bank's webhook tells of new data: the real stack lets it through.
    if (bi_webhook === true || draft.manual || !draft.triggerId) return false
    const state = stateFrom(draft.triggerId, await jobs.ofTrigger(instance, draft.triggerId, JOBS_OF_STATE))
    return state.status === 'errored' && stopsAutomaticRuns(state.last_error ?? '')
  }
