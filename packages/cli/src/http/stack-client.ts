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
  readonly #token: string
  readonly #signal: AbortSignal

  constructor(url: URL, token: string, signal: AbortSignal) {
    this.url = url
    this.#token = token
    this.#signal = signal
  }

  async json<T>(request: StackRequest): Promise<T> {
    return (await (await this.#send(request, 'application/json')).json()) as T
  }

  /** The events of an answer that comes bit by bit. */
  async *events(request: StackRequest): AsyncGenerator<StreamEvent> {
    const { body } = await this.#send(request, 'text/event-stream')
    if (body) yield* readEvents(body as ReadableStream<Uint8Array>)
  }

  async #send(
    { method = 'GET', path, query = {}, json, act }: StackRequest,
    accept: string
  ): Promise<Response> {
    const url = new URL(path, this.url)
    url.search = new URLSearchParams(query).toString()
    const answer = await reach(this.url, url, {
      method,
      headers: {
        accept,
        authorization: `Bearer ${this.#token}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' })
      },
      body: json === undefined ? null : JSON.stringify(json),
      signal: this.#signal
    })
    if (answer.ok) return answer
    const why = reasonOf(await answer.text())
    throw ERRORS.refused(
      act,
      `${this.url.host} answered ${answer.status}${why && `: ${why}`}`,
      remedyOf(answer.status)
    )
  }
}
