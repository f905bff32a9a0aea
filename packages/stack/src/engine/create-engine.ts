import { removeDeadRuns } from '@cozy-jobs/runner'
import type { Change } from '@cozy-jobs/store'
import type { Engine, EngineEvent, JobDoc } from './api.js'
import { createChangeListener } from './changes.js'
import { createClientJobs } from './client-jobs.js'
import { createDebounce, type Debounce } from './debounce/debounce.js'
import { growingDates } from './dates.js'
import { EngineError } from './errors.js'
import type { Instance } from '../instances/api.js'
import { createFire } from './fire.js'
import { createFollow } from './follow-triggers.js'
import { createHeldBack } from './held-back.js'
import { createJobStore, isOfDisk } from './jobs/job-store.js'
import { fireOnce } from './leases/firing-lease.js'
import { soleOwner } from './leases/sole-owner.js'
import { createRecordSink } from './log/record-sink.js'
import type { EngineParts } from './parts.js'
import { createPush } from './push.js'
import { createQueue } from './queue/queue.js'
import { WORKERS } from './queue/workers.js'
import { createRecover } from './recover.js'
import { createFirePlanned } from './schedule/fire-planned.js'
import { createPlannedFirings } from './schedule/planned-firings.js'
import { createSchedule } from './schedule/schedule.js'
import { createAccountGone } from './accounts/account-gone.js'
import { createTriggerIndex } from './triggers/trigger-index.js'
import { createTriggers } from './triggers/triggers.js'
import { createWebhook, joinPayloads } from './webhook.js'
import { countWork } from './work-count.js'

/**
 * The engine of a stack: triggers → queue → runner. It does nothing before `start`, and nothing after `close`.
 *
 * @example
 * const engine = createEngine(parts)
 * await engine.start()
 * await instance.documents.put('io.cozy.bank.operations', { label: 'Rent' }) // stores the jobs that it fires
 * await engine.idle()
 */
export const createEngine = (parts: EngineParts): Engine => {
  const { store, instances, clock, leases = soleOwner() } = parts
  const { workers = WORKERS } = parts.config
  const work = countWork()
  /** What the clock or a webhook has set going, until its job is stored. */
  const firings = countWork()
  const jobs = createJobStore()
  const stamp = growingDates(clock)
  const index = createTriggerIndex()
  parts.history?.knowTriggers((prefix, id) => index.get(prefix, id))
  const tell = (event: EngineEvent): void => void parts.events.emit('engine', event)
  const warn = (text: string): void => {
    parts.log(text)
    parts.events.emit('warning', text)
  }
  /** For what nobody waits for: counted, and never an unhandled rejection. */
  const guard = (firing: Promise<void>): void =>
    void work
      .track(firings.track(firing))
      .catch((error: unknown) => warn(`Failed to fire a trigger: ${String(error)}`))
  const records = createRecordSink(parts, warn)
  let ending: Promise<void> | undefined
  let stopListening = (): void => {}

  const queue = createQueue({
    parts,
    jobs,
    leases,
    work,
    tell,
    warn,
    onRecord: (job, record, own) => records.write(job, record, own),
    onFailure: (job, message) => {
      records.tell(job, { type: 'error', message })
      parts.history?.failed(job, message)
    },
    removeTrigger: (instance, id) => triggers.remove(instance, id)
  })
  const enqueue = (...[instance, job]: Parameters<typeof queue.add>): void => {
    tell({ type: 'queued', job })
    queue.add(instance, job)
  }
  const { maintenanceOf = () => Promise.resolve(undefined), log } = parts
  const isHeldBack = createHeldBack({ jobs, maintenanceOf, log })
  const pushOpen = createPush({ workers, jobs, stamp, enqueue, isHeldBack, warn })
  const push: Engine['push'] = async (instance, draft) => {
    if (ending) throw new EngineError('closed')
    // A write would bring the documents of a destroyed instance back. What a job asks for is the engine's to write.
    const own = instances.byPrefix(instance.prefix)
    if (!own) throw new EngineError('unknown_instance')
    return work.track(pushOpen(own, draft))
  }
  const clientJobs = createClientJobs(jobs, stamp)
  const callWebhook = createWebhook({
    index,
    fire: (live, cause) => work.track(firing.fire(live, cause)),
    warn
  })
  const triggers = createTriggers({ workers, jobs, clock, push, callWebhook, clientJobs, warn })
  const debounce: Debounce = createDebounce({
    documents: store.documents('stack'),
    clock,
    leases,
    onHeld: (live, until) => tell({ type: 'held', trigger: live.doc, until }),
    fire: async (prefix, id, payloads) => {
      const live = index.get(prefix, id)
      if (live) await firing.make(live, payloads.length > 0 ? { payload: joinPayloads(payloads) } : {})
    },
    guard
  })
  const firing = createFire({ push, debounce, triggers, warn })
  const schedule = createSchedule(clock, (live, due) =>
    guard(fireOnce(leases, live, due, () => firing.fire(live)))
  )
  const planned = createPlannedFirings({
    documents: store.documents('stack'),
    clock,
    leases,
    fire: createFirePlanned({ instanceOf: prefix => instances.byPrefix(prefix), push, warn }),
    guard
  })
  const { follow, unfollow, followAll } = createFollow({ clock, index, schedule, warn })
  const listener = createChangeListener({
    index,
    instanceOf: prefix => instances.byPrefix(prefix),
    fire: firing.fire,
    follow,
    unfollow,
    onAccountGone: createAccountGone({ triggers, installs: parts.installs, push }),
    looked: parts.history && ((change, fired) => parts.history?.looked(change, fired))
  })

  /** What the disk refuses makes the write fail: it is not acknowledged without its jobs. */
  const onChange = async (change: Change): Promise<void> => {
    try {
      await listener(change)
    } catch (error) {
      if (isOfDisk(error)) throw error
      warn(`Failed to act on the change of ${change.doctype} ${change.doc._id}: ${String(error)}.`)
    }
  }

  const recover = createRecover({
    jobs,
    leases,
    workers,
    losesRunningJobs: parts.config.losesRunningJobs ?? false
  })
  /** Its documents go with the instance: what they have set going here goes first. */
  const drop = async ({ prefix }: Instance): Promise<void> => {
    for (const { doc } of index.all(prefix)) unfollow(prefix, doc._id)
    await queue.drop(prefix)
  }

  const takeUp = async (): Promise<void> => {
    for (const instance of instances.list()) {
      const { tasks, ended } = await recover(instance, clock.now())
      for (const job of ended) tell({ type: 'ended', job })
      for (const { job, executions } of tasks) queue.add(instance, job, executions)
      await followAll(instance)
    }
    await debounce.resume()
    await planned.resume()
  }

  const end = async (): Promise<void> => {
    stopListening()
    schedule.stop()
    debounce.stop()
    planned.stop()
    queue.stop()
    await work.none()
    await leases.stop()
    await records.close()
  }

  return {
    triggers,
    workers,
    push,
    plan: ({ prefix }, draft, at) => work.track(planned.plan({ prefix, at: at.toISOString(), draft })),
    job: (instance, id): Promise<JobDoc> => jobs.get(instance, id),
    record: (job, record) => records.write(job, record, false),
    report: clientJobs.report,
    queue: (instance, worker) => jobs.unfinished(instance, worker),
    fired: () => firings.none(),
    idle: () => work.none(),
    start: async () => {
      instances.onDestroy(drop)
      stopListening = store.onChange(change => work.track(onChange(change)))
      await removeDeadRuns()
      await takeUp()
      leases.watch(takeUp)
    },
    close: () => (ending ??= end())
  }
}
