import { join } from 'node:path'
import { buildJob } from '../../job/build-job.js'
import { isBuilt } from '../../job/is-built.js'
import { jobFolder } from '../../job/job-folder.js'
import { readJobManifest } from '../../job/job-manifest.js'
import { serviceFile } from '../../job/service-file.js'
import type { Run } from '../../registry/command.js'
import { locate } from '../run/locate.js'
import { runBuilt } from '../run/run-built.js'
import type { DEV_OPTIONS } from './command.js'

export const run: Run<typeof DEV_OPTIONS> = async ({ args, options, json }, context) => {
  const job = jobFolder(context.cwd, args[0], 'run')
  if (!isBuilt(job)) await buildJob(job, context)
  const file = serviceFile(job.kind, readJobManifest(job.manifest), options.service, 'run')
  return runBuilt(
    locate(context.cwd, join(job.folder, 'build', file), job.manifest),
    { ...options, json },
    context
  )
}
