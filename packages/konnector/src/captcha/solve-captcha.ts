import type { Logger } from '@cozy-jobs/logging'
import { setTimeout as pause } from 'node:timers/promises'
import { KonnectorError } from '../errors/konnector-error.js'
import type { Http } from '../http/api.js'
import { createHttp } from '../http/create-http.js'
import { HttpError } from '../http/http-error.js'
import type { Budget } from '../run/budget.js'
import { captchaTask, type CaptchaParams } from './captcha-task.js'

const SERVICE = 'https://api.anti-captcha.com'
const THREE_MINUTES = 180_000
const TEN_SECONDS = 10_000

/** What a captcha is, and how its solution is waited for. */
export type SolveCaptchaParams = CaptchaParams & {
  /** When to give up, as a time stamp; three minutes from now where absent, and never after the end of the run. */
  timeout?: number
  /** Answers all that the service says of the solution. */
  withFullSolution?: boolean
  /** Milliseconds between two questions; 10 000 where absent. */
  pollInterval?: number
}

/** What solving takes of a run. */
export interface CaptchaContext {
  /** `COZY_PARAMETERS`, with `secret.antiCaptchaClientKey`. */
  parameters: object
  log: Pick<Logger, 'debug' | 'info' | 'warning'>
  budget?: Budget
  /** How the service is asked; a client of its own where absent, because the provider's cookies are no business of it. */
  service?: Pick<Http, 'post'>
  /** The address of the service, where it is another one. */
  baseUrl?: string
}

interface Answer {
  errorId?: number
  errorCode?: string
  taskId?: number
  status?: string
  solution?: Record<string, unknown>
}

const failed = (reason: string, cause?: unknown, code = 'CAPTCHA_RESOLUTION_FAILED'): KonnectorError =>
  new KonnectorError(code, { message: `Failed to solve the captcha: ${reason}.`, cause })

const keyOf = (parameters: object): string => {
  const { secret } = parameters as { secret?: { antiCaptchaClientKey?: unknown } | null }
  const key = secret?.antiCaptchaClientKey
  if (typeof key === 'string' && key !== '') return key
  throw failed('COZY_PARAMETERS has no secret.antiCaptchaClientKey. Put a key of anti-captcha.com there')
}

/**
 * Has a captcha solved by anti-captcha.com, with the key in `COZY_PARAMETERS`. The answer is what the site's form wants.
 *
 * @throws KonnectorError `CAPTCHA_RESOLUTION_FAILED`, `CAPTCHA_RESOLUTION_FAILED.TIMEOUT`
 * @throws TypeError for parameters that are missing
 */
export async function solveCaptcha(
  context: CaptchaContext,
  params: SolveCaptchaParams & { withFullSolution: true }
): Promise<Record<string, unknown>>
export async function solveCaptcha(context: CaptchaContext, params: SolveCaptchaParams): Promise<string>
export async function solveCaptcha(context: CaptchaContext, params: SolveCaptchaParams): Promise<unknown> {
  const { log, budget } = context
  const { task, answer } = captchaTask(params)
  const clientKey = keyOf(context.parameters)
  const http =
    context.service ?? createHttp({ jar: false, secrets: [clientKey], ...(budget ? { budget } : {}) })
  const end = Math.min(
    params.timeout ?? Date.now() + THREE_MINUTES,
    Date.now() + (budget?.left() ?? Infinity)
  )

  const ask = async (path: string, question: object): Promise<Answer> => {
    const url = new URL(path, context.baseUrl ?? SERVICE)
    try {
      const said = await http
        .post(url, { json: { clientKey, ...question }, idempotent: path !== 'createTask' })
        .json<Answer>()
      if (said.errorId)
        throw failed(`anti-captcha.com says ${said.errorCode ?? `error ${String(said.errorId)}`}`)
      return said
    } catch (error) {
      // That the provider is down is not what it means: it is the service that is.
      throw error instanceof HttpError ? failed('anti-captcha.com does not answer', error) : error
    }
  }

  log.debug('Creating captcha resolution task')
  const { taskId } = await ask('createTask', { task })
  if (taskId === undefined) throw failed('anti-captcha.com gave no task')
  for (;;) {
    const { status, solution } = await ask('getTaskResult', { taskId })
    if (status === 'ready' && solution) {
      log.info('Captcha solved')
      return params.withFullSolution ? solution : solution[answer]
    }
    const wait = params.pollInterval ?? TEN_SECONDS
    if (Date.now() + wait > end) {
      throw failed(
        'it took too long. Start the konnector again later',
        undefined,
        'CAPTCHA_RESOLUTION_FAILED.TIMEOUT'
      )
    }
    await pause(wait, undefined, budget ? { signal: budget.signal } : {})
  }
}
