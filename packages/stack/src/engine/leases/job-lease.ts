import type { Instance } from '../../instances/api.js'
import { EngineError } from '../errors.js'
import type { Task } from '../execution/execute.js'
import type { JobStore } from '../jobs/job-store.js'
import type { Lease, Leases } from './lease.js'

/** What a job is leased by. */
export const leaseOfJob = ({ prefix }: Instance, id: string): string => `jobs/${prefix}/${id}`

/** The jobs as one may write them who has leased one: not once the lease is lost. */
export const jobsUnder = ({ lost }: Lease, jobs: JobStore): JobStore => ({
  ...jobs,
  save: (instance, job) => {
    if (lost.aborted) throw new EngineError('lease_lost')
    return jobs.save(instance, job)
  }
})

/** A signal that comes with the first of two; `forget` lets go of both, which may live much longer. */
export const firstOf = (
  one: AbortSignal,
  other: AbortSignal
): { signal: AbortSignal; forget: () => void } => {
  const first = new AbortController()
  const abort = (): void => first.abort()
  for (const signal of [one, other]) {
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
  }
  return {
    signal: first.signal,
    forget: () => {
      for (const signal of [one, other]) signal.removeEventListener('abort', abort)
    }
  }
}

/** Runs a job whose turn has come, unless another engine has it or has had it: nobody runs it twice. */
export const underLease = async (
  leases: Leases,
  jobs: JobStore,
  task: Task,
  run: (lease: Lease, task: Task) => Promise<void>
): Promise<void> => {
  const { instance, job } = task
  const lease = await leases.take(leaseOfJob(instance, job._id))
  if (!lease) return
  try {
    if (!leases.shared) return await run(lease, task)
    // Another engine may have run it while it waited here.
    const stored = await jobs.get(instance, job._id)
    if (stored.state === 'queued') await run(lease, { ...task, job: stored })
  } finally {
    await lease.release()
  }
}
