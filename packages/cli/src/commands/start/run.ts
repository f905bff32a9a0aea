import { findBuild } from '@cozy-jobs/fixtures'
import { basename, join } from 'node:path'
import { ERRORS } from '../../errors.js'
import { jobFolder } from '../../job/job-folder.js'
import { readJobManifest } from '../../job/job-manifest.js'
import { serviceFile } from '../../job/service-file.js'
import type { Run } from '../../registry/command.js'
import { locate } from '../run/locate.js'
import { runBuilt } from '../run/run-built.js'
import type { START_OPTIONS } from './command.js'

export const run: Run<typeof START_OPTIONS> = async ({ args, options, json }, context) => {
  const { cwd, env } = context
  const job = jobFolder(cwd, args[0], 'start')
  for (const name of ['COZY_URL', 'COZY_CREDENTIALS']) {
    if (!env[name]) throw ERRORS.noVariable('start the job', name)
  }
  const build = findBuild(job.folder)
  const manifest = join(build.folder, basename(job.manifest))
  const file = join(build.folder, serviceFile(job.kind, readJobManifest(manifest), options.service, 'start'))
  const target = {
    domain: env['COZY_URL'] ?? '',
    'admin-port': 0,
    fields: env['COZY_FIELDS'] ?? '{}',
    doc: env['COZY_COUCH_DOC'] || undefined,
    payload: env['COZY_PAYLOAD'] || undefined,
    parameters: env['COZY_PARAMETERS'] || undefined,
    json
  }
  return runBuilt(locate(cwd, file, manifest), target, context)
}
