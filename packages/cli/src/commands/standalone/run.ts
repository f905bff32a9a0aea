import { findBuild } from '@cozy-jobs/fixtures'
import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { KONNECTOR_ERRORS } from '../../konnector/errors.js'
import { isBuilt } from '../../job/is-built.js'
import { jobFolder } from '../../job/job-folder.js'
import { readJobManifest } from '../../job/job-manifest.js'
import { serviceFile } from '../../job/service-file.js'
import type { Run } from '../../registry/command.js'
import type { STANDALONE_OPTIONS } from './command.js'

export const run: Run<typeof STANDALONE_OPTIONS> = async ({ args, options, json }, context) => {
  const { cwd } = context
  const job = jobFolder(cwd, args[0], 'run standalone')
  const isKonnector = job.kind === 'konnector'
  // Before anything is built or started: a typo is to be told at once.
  serviceFile(job.kind, readJobManifest(job.manifest), options.service, 'run')
  const own = ownFixture(job.folder)
  const fixture = options.fixture === undefined ? own : resolve(cwd, options.fixture)
  const out = resolve(cwd, options.out ?? join(job.folder, 'data'))
  const build = async () => {
    if (!options['no-build'] && !isBuilt(job)) {
      // webpack is loaded where it is needed alone.
      const { buildJob } = await import('../../job/build-job.js')
      await buildJob(job, context)
    }
    return readJobManifest(join(findBuild(job.folder).folder, basename(job.manifest)))
  }
  const { all } = options
  if (isKonnector) {
    const { standaloneKonnector } = await import('./konnector.js')
    return standaloneKonnector({ job, fixture, out, all, json, build, recording: options }, context)
  }
  for (const name of ['record', 'replay', 'recording'] as const) {
    if (options[name]) throw KONNECTOR_ERRORS.notAKonnector(`--${name}`)
  }
  const { standaloneService } = await import('./service.js')
  const { service, event } = options
  return standaloneService({ job, fixture, out, all, json, build, service, event }, context)
}

const ownFixture = (folder: string): string | undefined =>
  existsSync(join(folder, 'fixture.json')) ? join(folder, 'fixture.json') : undefined
