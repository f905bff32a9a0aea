import { sequentialId, StoreError, type DocumentStore, type Draft } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import type { JobDoc } from '../api.js'
import { EngineError } from '../errors.js'

/** The doctype of jobs. */
export const JOBS = 'io.cozy.jobs'

/** The design documents are the real stack's: a query that names one in `use_index` works here too. */
const INDEXES = [
  { ddoc: 'by-worker-and-state', index: { fields: ['worker', 'state'] } },
  { ddoc: 'by-trigger-id', index: { fields: ['trigger_id', 'queued_at'] } }
]

/** More than any list of jobs that one query is for. */
const ALL = 1_000_000

/** Whether what was asked for is simply not there, the doctype included. */
export const isNotFound = (error: unknown): error is StoreError =>
  error instanceof StoreError && error.code === 'not_found'

/** Whether the disk has refused, which it may not do for ever: it is full, or gone for a moment. */
export const isOfDisk = (error: unknown): error is StoreError =>
  error instanceof StoreError && error.code === 'unusable'

/** The jobs of the instances, as documents. */
export interface JobStore {
  create(instance: Instance, job: Draft): Promise<JobDoc>
  /** Writes over whatever was written meanwhile: the engine alone decides about a job's course. */
  save(instance: Instance, job: JobDoc): Promise<JobDoc>
  /** Throws `EngineError` `job_not_found`. */
  get(instance: Instance, id: string): Promise<JobDoc>
  /** The newest first. */
  ofTrigger(instance: Instance, triggerId: string, limit: number): Promise<JobDoc[]>
  /** Those that wait or run, the oldest first. */
  unfinished(instance: Instance, worker: string): Promise<JobDoc[]>
}

/** Jobs in the stores of their instances. The indexes are made with the first job. */
export const createJobStore = (): JobStore => {
  const indexed = new WeakMap<DocumentStore, Promise<unknown>>()

  const index = async (documents: DocumentStore): Promise<void> => {
    const making = indexed.get(documents) ?? Promise.all(INDEXES.map(one => documents.createIndex(JOBS, one)))
    indexed.set(documents, making)
    await making
  }

  const find = async (instance: Instance, request: Record<string, unknown>): Promise<JobDoc[]> => {
    if (!(await instance.documents.hasDoctype(JOBS))) return []
    await index(instance.documents)
    const { docs } = await instance.documents.find(JOBS, request)
    return docs as JobDoc[]
  }

  const save = async (instance: Instance, job: JobDoc): Promise<JobDoc> => {
    try {
      return (await instance.documents.put(JOBS, job)) as JobDoc
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'conflict') throw error
      const { _rev } = await instance.documents.get(JOBS, job._id)
      return save(instance, { ...job, _rev })
    }
  }

  return {
    create: async (instance, job) => {
      await index(instance.documents)
      return (await instance.documents.put(JOBS, { _id: sequentialId(), ...job })) as JobDoc
    },
    save,
    get: async (instance, id) => {
      try {
        return (await instance.documents.get(JOBS, id)) as JobDoc
      } catch (error) {
        throw isNotFound(error) ? new EngineError('job_not_found') : error
      }
    },
    ofTrigger: (instance, triggerId, limit) =>
      find(instance, {
        selector: { trigger_id: triggerId },
        sort: [{ trigger_id: 'desc' }, { queued_at: 'desc' }],
        use_index: 'by-trigger-id',
        limit
      }),
    unfinished: async (instance, worker) => {
      const jobs = await find(instance, {
        selector: { worker, state: { $in: ['queued', 'running'] } },
        use_index: 'by-worker-and-state',
        limit: ALL
      })
      return jobs.sort((a, b) => (a.queued_at < b.queued_at ? -1 : 1))
    }
  }
}
