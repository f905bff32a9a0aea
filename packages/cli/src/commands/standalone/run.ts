import { createHarness, findBuild, type Harness, type RunOptions, type RunResult } from '@cozy-jobs/fixtures'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Context } from '../../context.js'
import { EXIT } from '../../errors.js'
import { buildJob } from '../../job/build-job.js'
import { isBuilt } from '../../job/is-built.js'
import { jobFolder } from '../../job/job-folder.js'
import { readJobManifest } from '../../job/job-manifest.js'
import { serviceFile } from '../../job/service-file.js'
import { showRecord } from '../../job/show-record.js'
import type { Run } from '../../registry/command.js'
import { untilAborted } from '../../terminal/until-aborted.js'
import { chooseEvent } from './choose-event.js'
import type { STANDALONE_OPTIONS } from './command.js'
import { showResult } from './show-result.js'
import { writeFiles } from './write-files.js'

export const run: Run<typeof STANDALONE_OPTIONS> = async ({ args, options, json }, context) => {
  const { terminal, cwd } = context
  const job = jobFolder(cwd, args[0], 'run standalone')
  // Before anything is built or started: a typo is to be told at once.
  serviceFile(job.kind, readJobManifest(job.manifest), options.service, 'run')
  if (!options['no-build'] && !isBuilt(job)) await buildJob(job, context)
  const { slug, services = {} } = readJobManifest(
    join(findBuild(job.folder).folder, job.manifest.split('/').at(-1) ?? '')
  )
  const service = options.service ?? Object.keys(services)[0]
  const fixture = options.fixture === undefined ? ownFixture(job.folder) : resolve(cwd, options.fixture)
  const harness = await createHarness({
    folder: job.folder,
    ...(fixture === undefined ? {} : { fixture }),
    ...(json ? {} : { onRecord: showRecord(terminal, service ?? slug) })
  })
  // Which permission is missing, above all: the job itself sees a 403.
  harness.stack.events.on('warning', line => terminal.err(line))
  try {
    const event = chooseEvent(services[service ?? ''], options.event, harness.fixture)
    const what: RunOptions = {
      ...(service === undefined ? {} : { service }),
      ...(event ? { event } : { debounce: true })
    }
    if (!json) terminal.err(terminal.dim(opening(service, harness, what)))
    const result = await unlessAborted(harness.run(what), context)
    if (!result) return EXIT.failed
    const written = await writeFiles(
      harness.instance,
      result.files,
      resolve(cwd, options.files ?? join(job.folder, 'data'))
    )
    if (json) terminal.out(JSON.stringify({ ...result, written }))
    else showResult(result, written, { terminal, cwd, all: options.all })
    return result.outcome.state === 'done' ? EXIT.done : EXIT.failed
  } finally {
    await harness.close()
  }
}

const ownFixture = (folder: string): string | undefined =>
  existsSync(join(folder, 'fixture.json')) ? join(folder, 'fixture.json') : undefined

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

function opening(service: string | undefined, { fixture }: Harness, { event }: RunOptions): string {
  const documents = Object.values(fixture.documents).reduce((sum, list) => sum + list.length, 0)
  const holds = [
    ...(documents > 0 ? [counted(documents, 'document')] : []),
    ...(fixture.files.length > 0 ? [counted(fixture.files.length, 'file')] : [])
  ]
  const told = event ? `, told of ${event.doctype}/${event.id}` : ''
  return `Running ${service ?? 'the konnector'} on ${holds.join(' and ') || 'an empty Cozy'}${told}`
}

/** Undefined once the person has pressed Ctrl-C. */
const unlessAborted = (run: Promise<RunResult>, { signal }: Context): Promise<RunResult | undefined> =>
  Promise.race([run, untilAborted(signal).then(() => undefined)])
