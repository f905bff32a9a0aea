import type { Credentials } from './credentials.js'
import { EnvError } from './errors.js'
import type { JobId } from './job-id.js'
import { modeOf, type Mode } from './mode.js'
import { credentials, flag, jobId, jsonObject, payloadIn, seconds, text, url } from './parsers.js'
import { readVariables, type Variables } from './variables.js'

/** What a stack tells a job, from its `COZY_*` variables. */
export interface JobEnv {
  mode: Mode
  /** `COZY_URL`, with the slash at its end. */
  url: string
  /** `COZY_CREDENTIALS` */
  credentials: Credentials
  /** `COZY_LOCALE`: the owner's language, `en`, `fr` … Always there in production. */
  locale: string | undefined
  /** `COZY_LANGUAGE`: what runs the job. `node` where absent, as production's launcher drops it. */
  language: string
  /** `COZY_TIME_LIMIT`: seconds after which the job is killed. Always there in production. */
  timeLimit: number | undefined
  /** `COZY_JOB_ID` */
  job: JobId | undefined
  /** `COZY_COUCH_DOC`: the document that fired the service; not there after a debounce, nor with production's launcher. */
  doc: Record<string, unknown> | undefined
  /** `COZY_PAYLOAD`: what was posted to a webhook, read from its file where it is one. */
  payload: unknown
  /** `COZY_FIELDS`: the job's whole message. */
  fields: Record<string, unknown>
  /** `COZY_PARAMETERS`: a konnector's, from its manifest. */
  parameters: Record<string, unknown> | undefined
  /** `COZY_JOB_MANUAL_EXECUTION`: whether the owner started the konnector and may be asked for something. */
  manual: boolean
  /** `COZY_TRIGGER_ID` */
  triggerId: string | undefined
  /** The message's `account`: the id of a konnector's `io.cozy.accounts` document. */
  account: string | undefined
  /** The message's `konnector` (or a service's `slug`): which one runs. */
  slug: string | undefined
}

/** How {@link readJobEnv} reads. */
export interface ReadOptions {
  /** Where the file of a long payload lies; the working directory where absent. */
  cwd?: string
  /** Told once, in dev mode, which variables are absent. */
  log?: (message: string) => void
}

/**
 * Reads the variables of a job once and checks them all. An empty variable is as good as an absent one.
 *
 * @throws {@link EnvError} that names every variable that is missing or malformed, never a value.
 */
export function readJobEnv(env: NodeJS.ProcessEnv = process.env, options: ReadOptions = {}): JobEnv {
  const { cwd = process.cwd(), log } = options
  const mode = modeOf(env)
  const variables = readVariables(env)
  const where = {
    url: variables.required('COZY_URL', url),
    credentials: variables.required('COZY_CREDENTIALS', credentials)
  }
  const job = { ...readJob(variables, mode), ...readMessage(variables, cwd) }
  if (variables.problems.length > 0) throw new EnvError(variables.problems)
  if (mode === 'dev' && variables.absent.length > 0) {
    log?.(
      `No stack started this job: ${variables.absent.join(', ')} are absent, what they would tell is undefined.`
    )
  }
  return { mode, ...(where as Pick<JobEnv, 'url' | 'credentials'>), ...job }
}

/** What a stack always gives; COZY_LANGUAGE and COZY_COUCH_DOC do not pass production's launcher. */
function readJob(variables: Variables, mode: Mode) {
  const given = mode === 'production' ? variables.required : variables.optional
  return {
    locale: given('COZY_LOCALE', text),
    timeLimit: given('COZY_TIME_LIMIT', seconds),
    job: given('COZY_JOB_ID', jobId),
    language: variables.optional('COZY_LANGUAGE', text) ?? 'node',
    triggerId: variables.optional('COZY_TRIGGER_ID', text)
  }
}

function readMessage(variables: Variables, cwd: string) {
  const fields = variables.optional('COZY_FIELDS', jsonObject) ?? {}
  return {
    doc: variables.optional('COZY_COUCH_DOC', jsonObject),
    payload: variables.optional('COZY_PAYLOAD', payloadIn(cwd)),
    fields,
    parameters: variables.optional('COZY_PARAMETERS', jsonObject),
    manual: variables.optional('COZY_JOB_MANUAL_EXECUTION', flag) ?? false,
    account: textOf(fields['account']),
    slug: textOf(fields['konnector'] ?? fields['slug'])
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
