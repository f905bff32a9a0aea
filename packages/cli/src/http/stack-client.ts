import { ERRORS } from '../errors.js'
import { reach } from './reach.js'
import { readEvents, type StreamEvent } from './event-stream.js'
import { reasonOf, remedyOf } from './refusal.js'

export interface StackRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From the root of the instance: `/apps/banks`. */
  path: string
  query?: Record<string, string>
  json?: unknown
  /** Sent as it is, where there is no `json`. A stream goes out once: it is not sent again with a renewed token. */
  body?: Uint8Array | string | ReadableStream<Uint8Array>
  headers?: Record<string, string>
  /** In the infinitive, for the message of a refusal: `install banks`. */
  act: string
}

/** How a client proves itself. */
export interface Access {
  /** A secret. */
  token: string
  /** A new token, where one that has expired can be renewed. */
  renew?: () => Promise<string>
  /** What to do about a 403. */
  onForbidden?: string
  /** Sent with each request. */
  headers?: Record<string, string>
}

/** A token that has expired is told by this header; a real stack's status for it is 400. */
const isExpired = (answer: Response): boolean =>
  /invalid_token.*expired/.test(answer.headers.get('www-authenticate') ?? '')

/** Any stack, embedded or real, through its HTTP API. Every refusal becomes one message. */
export class StackClient {
  readonly url: URL
  readonly #access: Access
  readonly #signal: AbortSignal
  #token: string

  constructor(url: URL, access: string | Access, signal: AbortSignal) {
    this.url = url
    this.#access = typeof access === 'string' ? { token: access } : access
    this.#token = this.#access.token
    this.#signal = signal
  }

  /** A secret. */
  get token(): string {
    return this.#token
  }

  async json<T>(request: StackRequest): Promise<T> {
    return (await (await this.answer(request)).json()) as T
  }

  /** Undefined where the stack has none. */
  async find<T>(request: StackRequest): Promise<T | undefined> {
    const answer = await this.answer(request, [404])
    if (answer.ok) return (await answer.json()) as T
    await answer.body?.cancel()
    return undefined
  }

  /** The events of an answer that comes bit by bit. */
  async *events(request: StackRequest): AsyncGenerator<StreamEvent> {
    const { body } = await this.answer({ ...request, headers: { accept: 'text/event-stream' } })
    if (body) yield* readEvents(body as ReadableStream<Uint8Array>)
  }

  /** The answer, whose body is yet to be read: a good one, or one of these statuses. Throws for any other. */
  async answer(request: StackRequest, statuses: readonly number[] = []): Promise<Response> {
    let answer = await this.#send(request)
    const { renew } = this.#access
    if (renew && isExpired(answer) && !(request.body instanceof ReadableStream)) {
      await answer.body?.cancel()
      this.#token = await renew()
      answer = await this.#send(request)
    }
    if (answer.ok || statuses.includes(answer.status)) return answer
    throw await this.refusal(answer, request.act)
  }

  /** The message of an answer that refuses. */
  async refusal(answer: Response, act: string): Promise<Error> {
    const { status } = answer
    const why = reasonOf(await answer.text())
    const todo = status === 403 ? this.#access.onForbidden : undefined
    return ERRORS.refused(
      act,
      `${new URL(answer.url).host} answered ${status}${why && `: ${why}`}`,
      todo ?? remedyOf(status, why, isExpired(answer))
    )
  }

  #send({ method = 'GET', path, query = {}, json, body, headers }: StackRequest): Promise<Response> {
    const url = new URL(path, this.url)
    url.search = new URLSearchParams(query).toString()
    return reach(this.url, url, {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${this.#token}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.#access.headers,
        ...headers
      },
      body: json === undefined ? (body ?? null) : JSON.stringify(json),
      signal: this.#signal,
      // Asked for by fetch where a body is a stream.
      ...(body instanceof ReadableStream && { duplex: 'half' })
    })
  }
}
