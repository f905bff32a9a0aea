import { ensureIgnored } from '@cozy-jobs/fixtures'
import type { Context } from '../../context.js'
import type { ExitCode } from '../../errors.js'
import { isBuilt } from '../../job/is-built.js'
import type { JobFolder } from '../../job/job-folder.js'
import type { Values } from '../../registry/command.js'
import type { KONNECTOR_DEV_OPTIONS } from './command.js'
import { runOnce } from './run-once.js'

/** What was typed. */
export type DevOptions = Values<typeof KONNECTOR_DEV_OPTIONS> & { json: boolean }

/** Builds a konnector and runs it on a Cozy, once or at each change. */
export const devKonnector = async (
  job: JobFolder,
  options: DevOptions,
  context: Context
): Promise<ExitCode> => {
  // Before anything is written that is nobody else's business.
  await ensureIgnored(job.folder)
  if (options.watch) {
    const { runAtEachChange } = await import('./watch.js')
    return runAtEachChange(job, options, context)
  }
  if (!isBuilt(job)) {
    // webpack is loaded where it is needed alone.
    const { buildJob } = await import('../../job/build-job.js')
    await buildJob(job, context)
  }
  return runOnce(job, options, context)
}
