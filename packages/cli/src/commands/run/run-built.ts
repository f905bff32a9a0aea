import { runJob, type Outcome } from '@cozy-jobs/runner'
import { randomBytes } from 'node:crypto'
import { basename, dirname } from 'node:path'
import type { LogRecord } from '@cozy-jobs/logging'
import type { Context } from '../../context.js'
import { ERRORS, EXIT, type ExitCode } from '../../errors.js'
import { connect } from '../../http/connect.js'
import { cutLines } from '../../job/cut-lines.js'
import { scopeOf } from '../../job/scope.js'
import { showRecord } from '../../job/show-record.js'
import { devAccount } from './dev-account.js'
import type { BuiltJob } from './locate.js'

/** Which stack it works on, and what it is told. */
export interface RunTarget {
  domain: string
  'admin-port': number
  /** JSON texts. */
  fields?: string | undefined
  doc?: string | undefined
  payload?: string | undefined
  parameters?: string | undefined
  json: boolean
}

// The limit of services and konnectors on the real stack.
const TIME_LIMIT = 300_000

/** Runs a built file once, and tells how it ended. */
export async function runBuilt(job: BuiltJob, target: RunTarget, context: Context): Promise<ExitCode> {
  const { terminal, signal } = context
  const isKonnector = job.kind === 'konnector'
  for (const name of ['fields', 'doc'] as const) checkJson(`--${name}`, target[name])
  const scope = scopeOf(job.manifest, ...(isKonnector ? ['io.cozy.accounts'] : []))
  const client = await connect(target, scope, context)
  const fields = target.fields ?? (isKonnector ? JSON.stringify(await devAccount(client, job)) : '')
  const records: LogRecord[] = []
  const show = showRecord(terminal)
  const outcome = await runJob({
    kind: isKonnector ? 'konnector' : 'service',
    slug: job.slug,
    source:
      isKonnector && basename(job.file) === 'index.js' ? { folder: dirname(job.file) } : { file: job.file },
    cozyUrl: client.url.href,
    credentials: client.token,
    locale: 'en',
    jobId: `${isKonnector ? 'konnector' : 'service'}/0/${randomBytes(16).toString('hex')}`,
    timeLimit: TIME_LIMIT,
    fields,
    signal,
    ...(target.doc === undefined ? {} : { doc: target.doc }),
    ...(target.payload === undefined ? {} : { payload: target.payload }),
    ...(target.parameters === undefined ? {} : { parameters: target.parameters }),
    ...(isKonnector ? { manual: true } : {}),
    onRecord: record => (target.json ? records.push(record) : show(record))
  })
  if (target.json) terminal.out(JSON.stringify({ ...outcome, records }))
  else tell(outcome, job.slug, context)
  return outcome.state === 'done' ? EXIT.done : EXIT.failed
}

function tell({ state, error, duration, stderr }: Outcome, slug: string, { terminal }: Context): void {
  const took = terminal.dim(`in ${(duration / 1000).toFixed(1)} s`)
  if (stderr.trim()) terminal.err(terminal.dim(cutLines(stderr.trim())))
  if (state === 'done') terminal.out(`${terminal.green('Done')} ${took}`)
  else terminal.err(`${terminal.red(`Failed to run ${slug}: ${error ?? 'it did not end well'}.`)} ${took}`)
}

function checkJson(option: string, text: string | undefined): void {
  if (text === undefined) return
  try {
    JSON.parse(text)
  } catch (error) {
    throw ERRORS.noSuchFile(
      'run the job',
      `${option} is not JSON (${(error as Error).message})`,
      `Write ${option} '{"key": "value"}'.`
    )
  }
}
