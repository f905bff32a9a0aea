import { ERRORS } from '../errors.js'
import { reach } from './reach.js'
import { readEvents, type StreamEvent } from './event-stream.js'
import { reasonOf, remedyOf } from './refusal.js'

export interface StackRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** From the root of the instance: `/apps/banks`. */
  path: string
  query?: Record<string, string>
  json?: unknown
  /** In the infinitive, for the message of a refusal: `install banks`. */
  act: string
}

/** Any stack, embedded or real, through its HTTP API. Every refusal becomes one message. */
export class StackClient {
  readonly url: URL
  /** A secret. */
  readonly token: string
  readonly #signal: AbortSignal

  constructor(url: URL, token: string, signal: AbortSignal) {
    this.url = url
    this.token = token
    this.#signal = signal
  }

  async json<T>(request: StackRequest): Promise<T> {
    const answer = await this.#send(request, 'application/json')
    if (!answer.ok) throw await refusal(answer, request.act)
    return (await answer.json()) as T
  }

  /** Undefined where the stack has none. */
  async find<T>(request: StackRequest): Promise<T | undefined> {
    const answer = await this.#send(request, 'application/json')
    if (answer.status === 404) return undefined
    if (!answer.ok) throw await refusal(answer, request.act)
    return (await answer.json()) as T
  }

  /** The events of an answer that comes bit by bit. */
  async *events(request: StackRequest): AsyncGenerator<StreamEvent> {
    const answer = await this.#send(request, 'text/event-stream')
    if (!answer.ok) throw await refusal(answer, request.act)
    const { body } = answer
    if (body) yield* readEvents(body as ReadableStream<Uint8Array>)
  }

  #send({ method = 'GET', path, query = {}, json }: StackRequest, accept: string): Promise<Response> {
    const url = new URL(path, this.url)
    url.search = new URLSearchParams(query).toString()
    return reach(this.url, url, {
      method,
      headers: {
        accept,
        authorization: `Bearer ${this.token}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' })
      },
      body: json === undefined ? null : JSON.stringify(json),
      signal: this.#signal
    })
  }
}

async function refusal(answer: Response, act: string): Promise<Error> {
  const { status } = answer
  const why = reasonOf(await answer.text())
  return ERRORS.refused(
    act,
    `${new URL(answer.url).host} answered ${status}${why && `: ${why}`}`,
    remedyOf(status)
  )
}
