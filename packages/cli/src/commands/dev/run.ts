import { join } from 'node:path'
import { STACK_OPTIONS } from '../../http/stack-options.js'
import { KONNECTOR_ERRORS } from '../../konnector/errors.js'
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
  const file = serviceFile(job.kind, readJobManifest(job.manifest), options.service, 'run')
  if (job.kind === 'konnector') {
    const { devKonnector } = await import('./konnector.js')
    return devKonnector(job, { ...options, url: options.url ?? options.domain, json }, context)
  }
  for (const name of ['account', 'folder', 'watch', 'inspect', 'token'] as const) {
    if (options[name]) throw KONNECTOR_ERRORS.notAKonnector(`--${name}`)
  }
  if (!isBuilt(job)) {
    // webpack is loaded where it is needed alone.
    const { buildJob } = await import('../../job/build-job.js')
    await buildJob(job, context)
  }
  const target = {
    domain: options.url ?? options.domain ?? context.env['COZY_URL'] ?? STACK_OPTIONS.domain.default,
    'admin-port': options['admin-port'] ?? STACK_OPTIONS['admin-port'].default,
    json
  }
  return runBuilt(locate(context.cwd, join(job.folder, 'build', file), job.manifest), target, context)
}
