import type { TrafficHost } from '@cozy-jobs/fixtures'
import type { LogRecord } from '@cozy-jobs/logging'
import { createLauncher, runJob } from '@cozy-jobs/runner'
import { randomBytes } from 'node:crypto'
import type { Context } from '../context.js'
import { EXIT, type ExitCode } from '../errors.js'
import { showOutcome } from '../job/show-outcome.js'
import { showRecord } from '../job/show-record.js'
import { maskData } from '../terminal/masked.js'
import { debugModules } from './debug-modules.js'
import { fillAccount, type AccountFill } from './fill-account.js'
import { keepEvidence } from './keep-evidence.js'

/** One run of a built konnector, on whichever stack. */
export interface KonnectorRun {
  slug: string
  /** Of the konnector, where evidence of a failure is kept. */
  folder: string
  /** Holds its `index.js`. */
  build: string
  url: URL
  credentials: string
  /** JSON texts, as the stack would write them. */
  fields: string
  parameters: string
  payload?: string | undefined
  manual: boolean
  /** What the stack keeps sealed of the account. */
  fill?: AccountFill | undefined
  inspect?: boolean
  traffic: TrafficHost
  secrets: string[]
  json: boolean
}

/** The limit of konnectors on the real stack, in milliseconds. */
const TIME_LIMIT = 300_000

/** With a debugger: a person thinks longer. */
const TIME_TO_DEBUG = 24 * 60 * 60_000

/** Runs a built konnector as the stack does, and tells how it ended. What the provider answered is kept where it failed. */
export const runKonnector = async (run: KonnectorRun, context: Context): Promise<ExitCode> => {
  const { terminal, signal } = context
  const { slug, traffic, secrets, inspect = false } = run
  const inspector = inspect ? await (await import('./inspector.js')).openInspector() : undefined
  if (inspector) {
    terminal.err(
      `Attach a debugger to 127.0.0.1:${inspector.port} (chrome://inspect): the konnector waits for it.`
    )
  }
  const filled = run.fill && fillAccount(run.fill)
  const modules = [
    ...traffic.imports.modules,
    ...debugModules(context),
    ...(filled ? [filled.module] : []),
    ...(inspector ? [inspector.module] : [])
  ]
  const launcher = await createLauncher({ imports: { ...traffic.imports, modules } })
  const records: LogRecord[] = []
  const show = showRecord(terminal)
  const outcome = await runJob({
    kind: 'konnector',
    slug,
    source: { folder: run.build },
    cozyUrl: run.url.href,
    credentials: run.credentials,
    locale: 'en',
    jobId: `konnector/0/${randomBytes(16).toString('hex')}`,
    timeLimit: inspector ? TIME_TO_DEBUG : TIME_LIMIT,
    fields: run.fields,
    parameters: run.parameters,
    ...(run.payload === undefined ? {} : { payload: run.payload }),
    manual: run.manual,
    secrets,
    signal,
    launcher: {
      ...launcher,
      environment: given => ({ ...launcher.environment(given), ...filled?.environment })
    },
    onRecord: record => (run.json ? records.push(record) : show(record))
  })
  await traffic.finish()
  const { error } = outcome
  const kept =
    error === undefined || signal.aborted
      ? undefined
      : await keepEvidence({ folder: run.folder, error, exchanges: traffic.exchanges(), secrets }, context)
  if (run.json) {
    terminal.out(JSON.stringify(maskData({ ...outcome, records, ...(kept && { evidence: kept }) }, secrets)))
  } else showOutcome(outcome, slug, terminal)
  return outcome.state === 'done' ? EXIT.done : EXIT.failed
}
