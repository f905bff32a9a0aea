import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'
import type { Instance } from '../instances/api.js'
import type { Rule } from '../permissions/rule.js'
import { allowsSubscription } from './allow-subscription.js'
import type { Realtime, Subscriber } from './api.js'
import { readAuth, readCommand } from './commands.js'
import { LARGEST_MESSAGE } from './handshake.js'
import { keepAlive } from './keep-alive.js'
import { Outbox } from './outbox.js'
import { REFUSALS, type Refusal } from './refusals.js'

/** "Going away": the stack ends, or the instance. */
const GOING_AWAY = 1001

export interface ConnectionParts {
  socket: WebSocket
  /** What `socket` speaks over. */
  tcp: Socket
  instance: Instance
  realtime: Realtime
  /** Throws for a token that gives nothing. */
  rulesOf(token: string): Promise<readonly Rule[]>
  log(line: string): void
}

/** One open websocket: AUTH comes first, then SUBSCRIBE and UNSUBSCRIBE, each answered only where it is refused. */
export class Connection {
  readonly #parts: ConnectionParts
  readonly #outbox: Outbox
  readonly #messages: Buffer[] = []
  #subscriber: Subscriber | undefined
  #rules: readonly Rule[] | undefined
  #working = false
  #ended = false

  constructor(parts: ConnectionParts) {
    this.#parts = parts
    const { socket } = parts
    this.#outbox = new Outbox(socket, () => this.#say('it does not read what it is sent'))
    socket.on('message', (data: Buffer) => this.#take(data))
    socket.on('error', error => this.#onError(error))
    socket.once('close', () => this.#end())
    keepAlive(socket)
    this.#subscriber = parts.realtime.subscriber(parts.instance.prefix, {
      deliver: frame => this.#outbox.send(frame),
      end: () => socket.close(GOING_AWAY)
    })
    if (!this.#subscriber) socket.close(GOING_AWAY)
  }

  /** One after the other: what follows an AUTH waits for it, and meanwhile no more is read. */
  #take(data: Buffer): void {
    if (this.#ended) return
    this.#messages.push(data)
    if (!this.#working) void this.#work()
  }

  async #work(): Promise<void> {
    const { socket } = this.#parts
    this.#working = true
    socket.pause()
    try {
      for (let next = this.#messages.shift(); next && !this.#ended; next = this.#messages.shift()) {
        await this.#handle(next.toString())
      }
    } catch (error) {
      this.#say(`a message could not be handled: ${String(error)}`)
      this.#hangUp()
    }
    this.#working = false
    socket.resume()
  }

  async #handle(text: string): Promise<void> {
    if (!this.#rules) return this.#authenticate(text)
    const command = readCommand(text)
    if (!command) return this.#hangUp()
    const { method, payload } = command
    const verb = method.toUpperCase()
    if (verb !== 'SUBSCRIBE' && verb !== 'UNSUBSCRIBE') {
      return this.#refuse(REFUSALS.unknownMethod(method, command))
    }
    if (payload.type === '') return this.#refuse(REFUSALS.missingType(command))
    // Also asked of an UNSUBSCRIBE, as on the real stack.
    if (!(await allowsSubscription(this.#parts.instance, this.#rules, payload))) {
      return this.#refuse(REFUSALS.forbidden(payload.type, command))
    }
    if (verb === 'UNSUBSCRIBE') this.#subscriber?.unsubscribe(payload.type, payload.id)
    else if (!this.#subscriber?.subscribe(payload.type, payload.id)) this.#refuse(REFUSALS.tooMany(command))
  }

  async #authenticate(text: string): Promise<void> {
    const { fields, valid } = readAuth(text)
    const { method = '', payload = '' } = fields ?? {}
    if (!valid || method.toUpperCase() !== 'AUTH') {
      this.#refuse(REFUSALS.unknownMethod(method, fields))
      return this.#hangUp()
    }
    try {
      if (payload !== '') this.#rules = await this.#parts.rulesOf(payload)
    } catch {
      // Why a token gives nothing is not told, as on the real stack.
    }
    if (this.#rules) return
    this.#refuse(REFUSALS.unauthorized(fields))
    this.#hangUp()
  }

  #refuse(refusal: Refusal): void {
    this.#outbox.send(Buffer.from(JSON.stringify(refusal)))
  }

  /** Once what was sent has gone, and without a close frame, as on the real stack: clients see 1006 and come again. */
  #hangUp(): void {
    this.#end()
    this.#parts.tcp.destroySoon()
  }

  #onError(error: Error & { code?: string }): void {
    if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
      this.#say(`one of its messages has more than ${LARGEST_MESSAGE} bytes, and the real stack takes none`)
    }
  }

  #say(why: string): void {
    this.#parts.log(`Failed to keep a websocket of ${this.#parts.instance.domain}: ${why}.`)
  }

  #end(): void {
    this.#ended = true
    this.#messages.length = 0
    this.#subscriber?.close()
  }
}
