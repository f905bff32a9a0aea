import type { Logger } from '@cozy-jobs/logging'
import { setTimeout as wait } from 'node:timers/promises'
import type { Budget } from '../../run/budget.js'
import type { StackRequest } from '../api.js'
import type { Authorization } from './authorization.js'
import { isRepeatable, toBody, type Body } from './content.js'
import { failureOf, outOfTime, unreachable } from './failure.js'
import { pauseBefore } from './pause.js'
import { sendStream } from './send-stream.js'

/** What all requests to one Cozy share. */
export interface Connection {
  url: string
  authorization: Authorization
  budget?: Pick<Budget, 'left'>
  log?: Pick<Logger, 'debug'>
  now?: () => Date
  /** How often a request is sent at most. */
  tries?: number
  /** Milliseconds before the second try; doubled each time. */
  firstPause?: number
}

/** A request, and what it is for: `read a document of io.cozy.bills`. */
export type Asked = StackRequest & { act: string }

/** Sends a request; an answer of 400 and more is thrown. @throws StackError */
export type Ask = (request: Asked) => Promise<Response>

/** Milliseconds that an answer to a request without a stream may take. */
const LONGEST_ANSWER = 60_000
const TRIES = 5
const FIRST_PAUSE = 250

const REPEATABLE_METHODS = ['GET', 'HEAD', 'PUT', 'DELETE']
const PASSING = [502, 503, 504]
/** Nothing of the request has reached anybody. */
const NEVER_SENT = ['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'EAI_AGAIN']

/** Where the content of an upload comes from, during one try. */
interface Source {
  broken?: { error: unknown }
}

const codeOf = (error: unknown): unknown =>
  ((error as { cause?: unknown } | undefined)?.cause as { code?: unknown } | undefined)?.code

const addressOf = ({ path, query = {} }: StackRequest, url: string): URL => {
  const address = new URL(path, url)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, value)
  }
  return address
}

const bodyOf = async (
  { json, body }: StackRequest,
  onBroken: (error: unknown) => void
): Promise<Body | undefined> => {
  if (json !== undefined) return { body: JSON.stringify(json) }
  return body === undefined ? undefined : toBody(body, onBroken)
}

const signalOf = ({ signal, body }: StackRequest): AbortSignal | undefined => {
  // A file takes as long as it takes.
  if (body !== undefined || signal === undefined) {
    return body === undefined ? AbortSignal.timeout(LONGEST_ANSWER) : signal
  }
  return AbortSignal.any([signal, AbortSignal.timeout(LONGEST_ANSWER)])
}

/**
 * What asks one Cozy: with its token, renewed where it can be; again after 429, 502, 503, 504 and a broken connection
 * where a second time does no harm and there is time for it.
 */
export const createAsk = (connection: Connection): Ask => {
  const { url, authorization, budget, log, now = () => new Date() } = connection
  const { tries = TRIES, firstPause = FIRST_PAUSE } = connection

  const send = async (request: Asked, token: string, source: Source): Promise<Response> => {
    const sent = await bodyOf(request, error => (source.broken = { error }))
    const signal = signalOf(request)
    const method = request.method ?? 'GET'
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      ...(request.json !== undefined && { 'content-type': 'application/json' }),
      ...request.headers
    }
    const address = addressOf(request, url)
    if (sent && 'stream' in sent) return sendStream(address, { method, headers, stream: sent.stream, signal })
    return fetch(address, { method, headers, ...sent, ...(signal && { signal }) })
  }

  const mayRepeat = (request: Asked, answer: Response | undefined, error: unknown): boolean => {
    if (!isRepeatable(request.body)) return false
    if (answer?.status === 429 || NEVER_SENT.includes(codeOf(error) as string)) return true
    const harmless = request.idempotent ?? REPEATABLE_METHODS.includes(request.method ?? 'GET')
    return harmless && (answer ? PASSING.includes(answer.status) : codeOf(error) !== 'ENOTFOUND')
  }

  return async request => {
    let renewed = false
    for (let attempt = 1; ; attempt++) {
      const token = await authorization.token()
      const source: Source = {}
      let answer: Response | undefined
      let error: unknown
      try {
        answer = await send(request, token, source)
      } catch (thrown) {
        // Not the stack's doing: it is told as it was thrown.
        if (source.broken) throw source.broken.error
        if (request.signal?.aborted) throw outOfTime(request.act, request.signal.reason)
        error = thrown
      }
      if (answer?.ok) return answer
      if (answer?.status === 401 && !renewed && isRepeatable(request.body)) {
        renewed = true
        if (await authorization.renew(token)) {
          await answer.body?.cancel()
          continue
        }
      }
      const pause = pauseBefore(attempt, firstPause, answer, now())
      const another =
        attempt < tries && mayRepeat(request, answer, error) && pause < (budget?.left() ?? Infinity)
      if (!another) throw answer ? await failureOf(request.act, answer) : unreachable(request.act, error)
      await answer?.body?.cancel()
      log?.debug(
        `The Cozy ${answer ? `answered ${answer.status}` : 'did not answer'}: next try in ${Math.round(pause)} ms`
      )
      await wait(pause)
    }
  }
}

/** The JSON of an answer. */
export const askJson = async <T>(ask: Ask, request: Asked): Promise<T> => {
  const answer = await ask(request)
  try {
    return (await answer.json()) as T
  } catch (error) {
    throw unreachable(request.act, error)
  }
}
