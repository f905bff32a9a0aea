import { visible } from '@cozy-jobs/logging'
import type { JobDoc } from '../api.js'
import { textOf } from '../execution/attempt.js'
import { shortId } from './short-id.js'

/** What a job is called in a log: `svcdemo/onOperationCreate`, `kondemo`, `log`. */
export const nameOf = ({ worker, message }: JobDoc): string => {
  const about = (typeof message === 'object' && message !== null ? message : {}) as Record<string, unknown>
  if (worker === 'konnector') return textOf(about.konnector) || worker
  if (worker === 'service') return [about.slug, about.name].map(textOf).filter(Boolean).join('/') || worker
  return worker
}

/** One line of a log: level, job, text. Whoever reads it in a terminal sees what a job has printed, and no more. */
export const recordLine = (job: JobDoc, { type, message }: { type: string; message: string }): string =>
  visible(`${type.padEnd(8)} ${nameOf(job)} ${shortId(job._id)}: ${message}`)
