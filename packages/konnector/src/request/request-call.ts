import { Readable } from 'node:stream'
import type { FullResponse } from './full-response.js'

/** What a call does, in two steps: the answer, then what becomes of its body. */
export interface CallSteps {
  /** Sends the request. */
  answer(signal: AbortSignal): Promise<FullResponse>
  /** The bytes of the answer, to be taken once. */
  bytes(): AsyncGenerator<Uint8Array, void, undefined>
  /** The result, made of all of the bytes. */
  result(bytes: Buffer): Promise<unknown>
  /** The error that is told, of whatever was thrown. */
  failure(error: unknown): unknown
}

type Fulfilled<T, R> = ((value: T) => R | PromiseLike<R>) | null | undefined
type Rejected<R> = ((reason: unknown) => R | PromiseLike<R>) | null | undefined

/**
 * A request under way: a promise of its result and a stream of its bytes at once, as those of `request-promise`. Only
 * what somebody asks for is done: a body is held in memory for who awaits it, and passed on for who pipes it.
 */
export class RequestCall<T = unknown> extends Readable implements PromiseLike<T> {
  readonly #steps: CallSteps
  readonly #controller = new AbortController()
  readonly #answer: Promise<FullResponse>
  #bytes: AsyncGenerator<Uint8Array, void, undefined> | undefined
  #result: Promise<T> | undefined
  readonly #passed: Uint8Array[] = []

  constructor(steps: CallSteps) {
    super()
    this.#steps = steps
    // Not at once: the caller may still listen to events.
    this.#answer = Promise.resolve().then(() => steps.answer(this.#controller.signal))
    this.#answer.then(
      response => void this.emit('response', response),
      () => undefined
    )
  }

  override _read(): void {
    this.#next().catch((error: unknown) => {
      // Not answered: as a promise, this call would be awaited by the one that catches here.
      this.destroy(this.#steps.failure(error) as Error)
    })
  }

  async #next(): Promise<void> {
    await this.#answer
    this.#bytes ??= this.#steps.bytes()
    const { done, value } = await this.#bytes.next()
    // Kept only where somebody awaits the result as well.
    if (!done && this.#result) this.#passed.push(value)
    this.push(done ? null : value)
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#controller.abort()
    callback(error)
  }

  async #await(): Promise<T> {
    try {
      const response = await this.#answer
      // Whoever pipes as well has begun to by now.
      if (this.readableFlowing !== null || this.#bytes) await this.#ended()
      else {
        this.#bytes = this.#steps.bytes()
        for await (const chunk of this.#bytes) this.#passed.push(chunk)
        this.emit('complete', response)
      }
    } catch (error) {
      throw this.#steps.failure(error)
    }
    return (await this.#steps.result(Buffer.concat(this.#passed))) as T
  }

  #ended(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.readableEnded) resolve()
      this.once('end', resolve).once('error', reject)
    })
  }

  then<A = T, B = never>(fulfilled?: Fulfilled<T, A>, rejected?: Rejected<B>): Promise<A | B> {
    return this.promise().then(fulfilled, rejected)
  }

  catch<B = never>(rejected?: Rejected<B>): Promise<T | B> {
    return this.promise().catch(rejected)
  }

  finally(settled?: (() => void) | null): Promise<T> {
    return this.promise().finally(settled)
  }

  /** The result alone. */
  promise(): Promise<T> {
    return (this.#result ??= this.#await())
  }

  /** Ends the request. */
  abort(): void {
    this.destroy()
  }

  /** The same as {@link abort}. */
  cancel(): void {
    this.destroy()
  }
}
