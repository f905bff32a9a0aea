import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'

/** What the thread is told: bytes of a digest, that it is asked for, or that nobody wants it any more. */
type Order = { id: number; bytes: Uint8Array } | { id: number; end: 'tell' | 'forget' }

/** So long an idle thread is kept for the next content. */
const IDLE_MS = 10_000

/**
 * What the thread does, as a text: Node runs no TypeScript, and a file of its own would not be beside the sources that
 * tests run. Each order is answered, in its order.
 */
const PROGRAM = `
const { parentPort } = require('node:worker_threads')
const { createHash } = require('node:crypto')
const digests = new Map()
parentPort.on('message', ({ id, bytes, end }) => {
  const digest = digests.get(id) ?? createHash('md5')
  if (bytes) digests.set(id, digest.update(bytes))
  else digests.delete(id)
  parentPort.postMessage(end === 'tell' ? digest.digest('base64') : '')
})`

/** One digest that is made on the thread. Its bytes lie in shared memory: they are not copied on the way. */
export interface ThreadDigest {
  /** Settled once the bytes are no longer needed. */
  add(bytes: Uint8Array): Promise<void>
  /** Base64. Ends it. */
  result(): Promise<string>
  /** Ends it without asking. */
  forget(): void
}

interface Waiting {
  resolve: (answer: string) => void
  reject: (error: unknown) => void
}

/** The thread that digests large contents, so that the main one receives and writes meanwhile. */
class Md5Thread {
  #worker: Worker | undefined
  #waiting: Waiting[] = []
  #open = new Set<number>()
  #next = 0
  #idle: NodeJS.Timeout | undefined

  begin(): ThreadDigest {
    clearTimeout(this.#idle)
    const id = this.#next++
    this.#open.add(id)
    const worker = (this.#worker ??= this.#start())
    worker.ref()
    const end = (how: 'tell' | 'forget'): Promise<string> => {
      const answer = this.#order({ id, end: how })
      this.#open.delete(id)
      if (this.#open.size === 0) void answer.catch(() => '').then(() => this.#rest())
      return answer
    }
    return {
      add: async bytes => void (await this.#order({ id, bytes })),
      result: () => end('tell'),
      forget: () => void end('forget').catch(() => '')
    }
  }

  #order(order: Order): Promise<string> {
    const worker = this.#worker
    if (!worker) return Promise.reject(new Error('the thread that digests contents has ended'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      worker.postMessage(order)
    })
  }

  #start(): Worker {
    const worker = new Worker(PROGRAM, { eval: true, name: 'md5', stdin: false })
    worker.on('message', (answer: string) => this.#waiting.shift()?.resolve(answer))
    const end = (error: unknown): void => {
      if (this.#worker !== worker) return
      this.#worker = undefined
      for (const { reject } of this.#waiting.splice(0)) reject(error)
    }
    worker.on('error', end)
    worker.on('exit', code => end(new Error(`the thread that digests contents ended with ${code}`)))
    return worker
  }

  /** It holds no process up, and soon no memory. */
  #rest(): void {
    if (this.#open.size > 0) return
    const worker = this.#worker
    worker?.unref()
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => {
      if (this.#worker === worker) this.#worker = undefined
      void worker?.terminate()
    }, IDLE_MS).unref()
  }
}

const thread = new Md5Thread()

/** A digest on the thread, which is started where it does not run. */
export const digestOnThread = (): ThreadDigest => thread.begin()

/** A digest at once, for what is small. Base64. */
export const digestOf = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('base64')
