import type { CheerioAPI } from 'cheerio'
import { Readable } from 'node:stream'
import type { HttpResponse } from '../api.js'
import { decodeText } from '../charset/detect-charset.js'
import type { HttpErrorKind } from '../error-kinds.js'
import { HttpError } from '../http-error.js'
import type { Exchange } from '../send/exchange.js'
import { loadHtml } from './load-html.js'
import { parseJson } from './parse-json.js'
import { collect, readBody } from './read-body.js'

const MAX_BYTES = 50 * 1024 * 1024

/** What an answer needs of the client that asked. */
export interface ResponseContext {
  encoding: string | undefined
  /** Method and address, without secrets. */
  shown: { method: string; url: string }
  /** Hides the secrets in a text of the site. */
  hide: (text: string) => string
  /** The typed error of what was thrown. */
  failureOf: (error: unknown, exchange: Exchange) => unknown
  /** The answer of another try; undefined where there is none. */
  again: (error: HttpError) => Promise<Exchange | undefined>
}

/** An answer whose body is read when it is asked for. */
export class ProviderResponse implements HttpResponse {
  readonly #exchange: Exchange
  readonly #context: ResponseContext
  #whole: Buffer | undefined

  constructor(exchange: Exchange, context: ResponseContext) {
    this.#exchange = exchange
    this.#context = context
  }

  get status(): number {
    return this.#exchange.response.status
  }
  get statusText(): string {
    return this.#exchange.response.statusText
  }
  get ok(): boolean {
    return this.#exchange.response.ok
  }
  get headers(): Headers {
    return this.#exchange.response.headers
  }
  get url(): string {
    return this.#exchange.request.url.href
  }
  get redirected(): boolean {
    return this.#exchange.redirects > 0
  }

  async text(): Promise<string> {
    const bytes = await this.#read(MAX_BYTES, 'cut-short')
    return decodeText(bytes, this.headers.get('content-type') ?? '', this.#context.encoding)
  }

  async json<T = unknown>(): Promise<T> {
    const parsed = parseJson(await this.text())
    if (parsed.ok) return parsed.value as T
    throw this.#fail(
      'not-json',
      `the site answered ${this.#context.hide(parsed.instead)} where JSON was expected`
    )
  }

  async $(): Promise<CheerioAPI> {
    return loadHtml(await this.text())
  }

  cheerio(): Promise<CheerioAPI> {
    return this.$()
  }

  buffer({ max = MAX_BYTES }: { max?: number } = {}): Promise<Buffer> {
    return this.#read(max, 'cut-file')
  }

  stream(): Readable {
    const bytes = this.#whole ? [this.#whole] : this.#chunks(this.#exchange, 'cut-file')
    return Readable.from(bytes, { objectMode: false })
  }

  async #read(max: number, kind: HttpErrorKind): Promise<Buffer> {
    const tooLarge = (): HttpError => this.#fail('too-large', `the answer has more than ${String(max)} bytes`)
    if (this.#whole && this.#whole.byteLength > max) throw tooLarge()
    for (let from: Exchange = this.#exchange; !this.#whole;) {
      try {
        this.#whole = await collect(this.#chunks(from, kind), max, tooLarge)
      } catch (error) {
        const next = HttpError.is(error, kind, 'timeout') ? await this.#context.again(error) : undefined
        if (!next) throw error
        from = next
      }
    }
    return this.#whole
  }

  #chunks(exchange: Exchange, kind: HttpErrorKind): AsyncIterable<Uint8Array> {
    return readBody(exchange, (error, reason) => {
      const known = error === undefined ? undefined : this.#context.failureOf(error, exchange)
      const brokeOff = known === undefined || HttpError.is(known, 'connect', 'invalid-request')
      return brokeOff ? this.#fail(kind, `the answer broke off${reason ? `: ${reason}` : ''}`, error) : known
    })
  }

  #fail(kind: HttpErrorKind, reason: string, cause?: unknown): HttpError {
    return new HttpError({ kind, ...this.#context.shown, reason, response: this, cause })
  }
}
