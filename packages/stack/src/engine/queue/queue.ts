import type { Instance } from '../../instances/api.js'
import type { EngineEvent, JobDoc } from '../api.js'
import { EngineError } from '../errors.js'
import { createExecute, type Task } from '../execution/execute.js'
import type { JobStore } from '../jobs/job-store.js'
import { firstOf, jobsUnder, leaseOfJob, underLease } from '../leases/job-lease.js'
import type { Lease, Leases } from '../leases/lease.js'
import type { EngineParts } from '../parts.js'
import type { WorkCount } from '../work-count.js'
import { createRunning } from './running.js'
import { createSlots, type Slots } from './slots.js'
import { limitsOf } from './workers.js'

export interface QueueParts {
  parts: EngineParts
  jobs: JobStore
  leases: Leases
  work: WorkCount
  tell: (event: EngineEvent) => void
  warn: (text: string) => void
  onRecord: (job: JobDoc, record: { type: string; message: string }, own: boolean) => void
  /** Told of each execution that failed, in words. */
  onFailure: (job: JobDoc, message: string) => void
  removeTrigger: (instance: Instance, id: string) => Promise<void>
}

/** Stored jobs that wait for a slot of their worker, or have one. */
export interface Queue {
  /** `executions`: how often the job has been begun already. */
  add(instance: Instance, job: JobDoc, executions?: number): void
  /** What runs of an instance that is going is broken off; settled once nothing of it writes any more. */
  drop(prefix: string): Promise<void>
  /** Nothing new is begun, and what runs is broken off: it waits again, in the store. */
  stop(): void
}

/** A queue per worker, in this process. */
export const createQueue = ({
  parts,
  jobs,
  leases,
  work,
  tell,
  warn,
  onRecord,
  onFailure,
  removeTrigger
}: QueueParts): Queue => {
  const stopping = new AbortController()
  const { signal } = stopping
  const onStarted = (job: JobDoc): void => tell({ type: 'started', job })
  const workers = new Map<string, Slots<Task>>()
  /** What waits here or runs here, so that nothing is taken up twice. */
  const known = new Set<string>()
  const running = createRunning()

  const dropTrigger = async ({ instance, job }: Task): Promise<void> => {
    try {
      if (job.trigger_id) await removeTrigger(instance, job.trigger_id)
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
    }
  }

  const runUnder = async (lease: Lease, task: Task, slot: number, gone: AbortSignal): Promise<void> => {
    const lost = firstOf(gone, lease.lost)
    const ending = firstOf(signal, lost.signal)
    try {
      const execute = createExecute({
        parts,
        jobs: jobsUnder(lease, jobs),
        signal: ending.signal,
        onRecord,
        onFailure,
        onStarted,
        warn
      })
      const { job, badTrigger } = await execute(task, slot)
      if (badTrigger) await dropTrigger(task)
      if (job.state === 'done' || job.state === 'errored') tell({ type: 'ended', job })
    } finally {
      ending.forget()
      lost.forget()
    }
  }

  const run = async (task: Task, slot: number): Promise<void> => {
    try {
      const { prefix } = task.instance
      if (!parts.instances.byPrefix(prefix)) return
      await running.during(prefix, gone =>
        underLease(leases, jobs, task, (lease, mine) => runUnder(lease, mine, slot, gone))
      )
    } catch (error) {
      // The store refuses: the job stays as it was stored last, and is taken up at the next start.
      warn(`Failed to run the job ${task.job._id}: ${String(error)}.`)
    } finally {
      known.delete(leaseOfJob(task.instance, task.job._id))
      work.end()
    }
  }

  const slotsOf = (worker: string): Slots<Task> => {
    const size = parts.config.concurrency ?? limitsOf(worker, null, parts.config.workers).concurrency
    const slots = workers.get(worker) ?? createSlots(size, run)
    workers.set(worker, slots)
    return slots
  }

  return {
    add: (instance, job, executions = 0) => {
      const key = leaseOfJob(instance, job._id)
      if (signal.aborted || known.has(key)) return
      known.add(key)
      work.begin()
      slotsOf(job.worker).add({ instance, job, executions })
    },
    drop: prefix => running.breakOff(prefix),
    stop: () => {
      for (const slots of workers.values()) {
        for (let dropped = slots.clear(); dropped > 0; dropped--) work.end()
      }
      stopping.abort()
    }
  }
}
