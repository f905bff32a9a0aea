import { hostTraffic, readDevConfig } from '@cozy-jobs/fixtures'
import type { LogRecord } from '@cozy-jobs/logging'
import { runJob } from '@cozy-jobs/runner'
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import type { Context } from '../../context.js'
import { ERRORS, EXIT, type ExitCode } from '../../errors.js'
import { connect } from '../../http/connect.js'
import { scopeOf } from '../../job/scope.js'
import { showOutcome } from '../../job/show-outcome.js'
import { showRecord } from '../../job/show-record.js'
import { knownSecrets } from '../../konnector/known-secrets.js'
import { runKonnector } from '../../konnector/run-konnector.js'
import { devAccount } from '../dev/dev-account.js'
import { devFolder } from '../dev/dev-folder.js'
import type { StackClient } from '../../http/stack-client.js'
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

// The limit of services on the real stack.
const TIME_LIMIT = 300_000

/** Runs a built file once, and tells how it ended. */
export async function runBuilt(job: BuiltJob, target: RunTarget, context: Context): Promise<ExitCode> {
  const { terminal, signal } = context
  const isKonnector = job.kind === 'konnector'
  for (const name of ['fields', 'doc'] as const) checkJson(`--${name}`, target[name])
  const scope = scopeOf(job.manifest, ...(isKonnector ? ['io.cozy.accounts'] : []))
  const client = await connect(target, scope, context)
  if (isKonnector) return runBuiltKonnector(job, target, client, context)
  const records: LogRecord[] = []
  const show = showRecord(terminal)
  const outcome = await runJob({
    kind: 'service',
    slug: job.slug,
    source: { file: job.file },
    cozyUrl: client.url.href,
    credentials: client.token,
    locale: 'en',
    jobId: `service/0/${randomBytes(16).toString('hex')}`,
    timeLimit: TIME_LIMIT,
    fields: target.fields ?? '',
    signal,
    ...(target.doc === undefined ? {} : { doc: target.doc }),
    ...(target.payload === undefined ? {} : { payload: target.payload }),
    onRecord: record => (target.json ? records.push(record) : show(record))
  })
  if (target.json) terminal.out(JSON.stringify({ ...outcome, records }))
  else showOutcome(outcome, job.slug, terminal)
  return outcome.state === 'done' ? EXIT.done : EXIT.failed
}

/** A konnector that is told of no account gets the one for trying, with the fields of `konnector-dev-config.json`. */
async function runBuiltKonnector(
  { slug, folder, file, manifest }: BuiltJob,
  { fields: given, parameters, payload, json }: RunTarget,
  client: StackClient,
  context: Context
): Promise<ExitCode> {
  const config = await readDevConfig(folder)
  const own = async (): Promise<string> => {
    const { fields = {} } = config
    const account = await devAccount(client, { slug, folder, fields, account: undefined, create: false })
    return JSON.stringify({
      konnector: slug,
      account: account._id,
      folder_to_save: await devFolder(client, undefined, account)
    })
  }
  const known = knownSecrets(config, manifest)
  const fields = given ?? (await own())
  const account = accountIn(fields)
  const run = {
    slug,
    folder,
    build: dirname(file),
    url: client.url,
    credentials: client.token,
    fields,
    parameters: parameters ?? JSON.stringify(manifest.parameters ?? null),
    payload,
    manual: true,
    ...(account !== undefined && config.fields && { fill: { account, fields: config.fields } }),
    traffic: hostTraffic({ mode: 'observe', ...known }),
    secrets: known.secrets,
    json
  }
  return runKonnector(run, context)
}

const accountIn = (fields: string): string | undefined => {
  try {
    const { account } = JSON.parse(fields) as { account?: unknown }
    return typeof account === 'string' && account !== '' ? account : undefined
  } catch {
    // The konnector tells what is wrong with it.
    return undefined
  }
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
