import { createHarness, type Harness, type RunOptions } from '@cozy-jobs/fixtures'
import type { Context } from '../../context.js'
import { EXIT, type ExitCode } from '../../errors.js'
import { showRecord } from '../../job/show-record.js'
import { chooseEvent } from './choose-event.js'
import { seedText } from './seed-text.js'
import { showResult } from './show-result.js'
import type { Standalone } from './standalone.js'
import { unlessAborted } from './unless-aborted.js'
import { writeFiles } from './write-files.js'

/** Runs a service once on its fixture, told of the event that its trigger would give it. */
export const standaloneService = async (
  what: Standalone & { service?: string | undefined; event?: string | undefined },
  context: Context
): Promise<ExitCode> => {
  const { job, fixture, out, all, json } = what
  const { terminal, cwd } = context
  const { slug, services = {} } = await what.build()
  const service = what.service ?? Object.keys(services)[0]
  const harness = await createHarness({
    folder: job.folder,
    ...(fixture === undefined ? {} : { fixture }),
    ...(json ? {} : { onRecord: showRecord(terminal, service ?? slug) })
  })
  // Which permission is missing, above all: the job itself sees a 403.
  harness.stack.events.on('warning', line => terminal.err(line))
  try {
    const event = chooseEvent(services[service ?? ''], what.event, harness.fixture)
    const options: RunOptions = {
      ...(service === undefined ? {} : { service }),
      ...(event ? { event } : { debounce: true })
    }
    if (!json) terminal.err(terminal.dim(opening(service ?? 'the service', harness, options)))
    const result = await unlessAborted(harness.run(options), context)
    if (!result) return EXIT.failed
    const written = await writeFiles(harness.instance, result.files, out)
    if (json) terminal.out(JSON.stringify({ ...result, written }))
    else showResult(result, written, { terminal, cwd, all })
    return result.outcome.state === 'done' ? EXIT.done : EXIT.failed
  } finally {
    await harness.close()
  }
}

const opening = (service: string, { fixture }: Harness, { event }: RunOptions): string =>
  `Running ${service} on ${seedText(fixture)}${event ? `, told of ${event.doctype}/${event.id}` : ''}`
