import { ERRORS } from '../errors.js'
import type { Environment } from '../context.js'
import { adminAuthorization } from './admin-authorization.js'
import { reach } from './reach.js'
import { reasonOf } from './refusal.js'

export interface RunsRequest {
  /** Below `/runs`: `triggers`. */
  path?: string
  query?: Record<string, string | undefined>
  /** Sent with POST where it is there. */
  body?: unknown
  /** In the infinitive, for the message of a refusal: `show the job`. */
  act: string
}

const ABSENT = 'Only the stack of "cozy-jobs stack" keeps what jobs do.'

/** What a stack keeps of its jobs, on its admin port. */
export class RunsClient {
  readonly #url: URL
  readonly #signal: AbortSignal
  readonly #headers: Record<string, string>

  constructor(port: number, { signal, env }: { signal: AbortSignal; env: Environment }) {
    this.#headers = adminAuthorization(env)
    this.#url = new URL(`http://127.0.0.1:${port}/`)
    this.#signal = signal
  }

  async json<T>(request: RunsRequest): Promise<T> {
    const answer = await this.#send(request)
    return (await answer.json()) as T
  }

  /** The lines of an answer that goes on until it is left, each of them JSON. */
  async *lines<T>(request: RunsRequest): AsyncGenerator<T> {
    const { body } = await this.#send(request)
    let rest = ''
    for await (const text of (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) yield JSON.parse(line) as T
    }
  }

  async #send({ path = '', query = {}, body, act }: RunsRequest): Promise<Response> {
    const url = new URL(path === '' ? 'runs' : `runs/${path}`, this.#url)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, value)
    }
    const answer = await reach(this.#url, url, {
      headers: this.#headers,
      signal: this.#signal,
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) })
    })
    if (answer.ok) return answer
    const why = reasonOf(await answer.text())
    throw ERRORS.refused(act, why || `the stack answered ${answer.status}`, why ? '' : ABSENT)
  }
}
