import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'

/** What the thread is told: bytes of a digest, that it is asked for, or that nobody wants it any more. */
type Order = { id: number; chunks: readonly Uint8Array[] } | { id: number; end: 'tell' | 'forget' }

/** So long an idle thread is kept for the next content. */
const IDLE_MS = 10_000

/**
 * What the thread does, as a text: Node runs no TypeScript, and a file of its own would not be beside the sources that
 * tests run. Each order is answered, in its order. What is sent to a port that is closed is freed at once, where the
 * collector of garbage would let tens of megabytes gather first.
 */
const PROGRAM = `
const { parentPort, MessageChannel } = require('node:worker_threads')
const { createHash } = require('node:crypto')
const digests = new Map()
const { port1: nowhere } = new MessageChannel()
nowhere.close()
parentPort.on('message', ({ id, chunks, end }) => {
  const digest = digests.get(id) ?? createHash('md5')
  if (chunks) {
    for (const chunk of chunks) digest.update(chunk)
    digests.set(id, digest)
    nowhere.postMessage(0, chunks.map(({ buffer }) => buffer))
  }
  else digests.delete(id)
  parentPort.postMessage(end === 'tell' ? digest.digest('base64') : '')
})`

/** One digest that is made on the thread. The memory of its bytes goes there: they are not copied on the way. */
export interface ThreadDigest {
  /** Takes the memory of the chunks away, each all of its `ArrayBuffer`. Settled once they are digested. */
  add(chunks: readonly Uint8Array[]): Promise<void>
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
      add: async chunks => {
        const memory = chunks.map(({ buffer }) => buffer as ArrayBuffer)
        await this.#order({ id, chunks }, memory)
      },
      result: () => end('tell'),
      forget: () => void end('forget').catch(() => '')
    }
  }

  #order(order: Order, memory: readonly ArrayBuffer[] = []): Promise<string> {
    const worker = this.#worker
    if (!worker) return Promise.reject(new Error('the thread that digests contents has ended'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      worker.postMessage(order, memory)
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
