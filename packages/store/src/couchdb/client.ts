import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { text } from 'node:stream/consumers'
import { StoreError, type StoreErrorCode } from '../errors.js'
import { readAddress, type CouchAddress } from './address.js'
import { broken, CouchUnavailable, failureOf, notCouch, refusedUser } from './failures.js'

export interface CouchRequest {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** Escaped, without the `/` it begins with. */
  path: string
  query?: Record<string, string | number | boolean | undefined>
  /** JSON. */
  body?: string
}

/** Connections to one CouchDB. What comes in beyond that waits. */
const MOST_CONNECTIONS = 64

/** Asks a CouchDB, over connections that are kept. */
export class CouchClient {
  readonly address: CouchAddress
  readonly #timeout: number
  readonly #agent: HttpAgent | HttpsAgent

  /** `timeout`: milliseconds for one question and its whole answer. Throws `unavailable` for an address that is none. */
  constructor(url: string, timeout: number) {
    this.address = readAddress(url)
    this.#timeout = timeout
    const options = { keepAlive: true, maxSockets: MOST_CONNECTIONS }
    this.#agent = this.address.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options)
  }

  /** The answer's JSON. Throws CouchDB's refusal in its own words, and `unavailable` where it has no answer. */
  async ask<Answer>(request: CouchRequest): Promise<Answer> {
    const { status, body } = await this.#send(request)
    if (status < 300) return body as Answer
    throw refusalOf(status, body)
  }

  close(): void {
    this.#agent.destroy()
  }

  async #send(request: CouchRequest): Promise<{ status: number; body: unknown }> {
    let answer: { status: number; content: string }
    try {
      answer = await this.#exchange(request)
    } catch (error) {
      // CouchDB may have closed a kept connection just when it was used again: asking twice changes nothing.
      if (request.method !== 'GET' || (error as NodeJS.ErrnoException).code !== 'ECONNRESET') {
        throw new CouchUnavailable(failureOf(error, this.#timeout))
      }
      answer = await this.#exchange(request).catch(again => {
        throw new CouchUnavailable(failureOf(again, this.#timeout))
      })
    }
    const { status, content } = answer
    if (request.method === 'HEAD') return { status, body: undefined }
    try {
      return { status, body: JSON.parse(content) as unknown }
    } catch {
      throw new CouchUnavailable(status >= 500 ? broken(status) : notCouch())
    }
  }

  async #exchange(asked: CouchRequest): Promise<{ status: number; content: string }> {
    const { protocol, host, port, base, authorization } = this.address
    const send = protocol === 'https:' ? httpsRequest : httpRequest
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send(
        {
          host,
          port,
          method: asked.method,
          // As it stands: a URL would make one of `a/%2e%2e` and the empty path.
          path: `${base}/${asked.path}${toQuery(asked.query)}`,
          agent: this.#agent,
          signal: AbortSignal.timeout(this.#timeout),
          headers: {
            accept: 'application/json',
            ...(authorization && { authorization }),
            ...(asked.body !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(asked.body)
            })
          }
        },
        resolve
      )
      request.on('error', reject)
      request.end(asked.body)
    })
    return { status: response.statusCode ?? 0, content: await text(response) }
  }
}

function toQuery(query: CouchRequest['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  if (given.length === 0) return ''
  return `?${given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`
}

function refusalOf(status: number, body: unknown): StoreError {
  if (status === 401) return new CouchUnavailable(refusedUser())
  const { error, reason } = (body ?? {}) as { error?: unknown; reason?: unknown }
  if (status >= 500) return new CouchUnavailable(broken(status))
  // What has no body is a question whether something is there.
  if (body === undefined && status === 404) return new StoreError('not_found', 'missing')
  if (typeof error !== 'string') return new CouchUnavailable(notCouch())
  return new StoreError(error as StoreErrorCode, typeof reason === 'string' ? reason : '', status)
}
