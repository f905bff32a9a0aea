import { StoreError } from '@cozy-jobs/store'
import type { JobDoc } from '../engine/api.js'
import type { Instance } from '../instances/api.js'

/** Every job of an instance, whatever became of it. */
export const allJobs = async (instance: Instance): Promise<JobDoc[]> => {
  try {
    const { rows } = await instance.documents.list('io.cozy.jobs', { include_docs: true })
    return rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_design/') ? [doc as JobDoc] : []))
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return []
    throw error
  }
}
