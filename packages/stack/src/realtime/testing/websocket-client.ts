import { once } from 'node:events'
import { request } from 'node:http'
import { WebSocket, type ClientOptions } from 'ws'

export interface Message {
  event: string
  payload: {
    type?: string
    id?: string
    status?: string
    title?: string
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at what they expect, wherever it stands
    doc?: any
    source?: unknown
  }
}

/** A client of a test, that keeps what it is told until it is asked for. */
export interface Client {
  socket: WebSocket
  /** As JSON; a text as it is. */
  say(...messages: unknown[]): void
  /** The next message, waited for. */
  next: () => Promise<Message>
  /** The code of its end: 1006 without a close frame. */
  closed: Promise<number>
}

/** To 127.0.0.1, whatever the name of the instance. */
export const connect = async (
  domain: string,
  { host = domain, ...options }: ClientOptions & { host?: string; path?: string } = {}
): Promise<Client> => {
  const { path = '/realtime/', ...rest } = options
  const port = domain.split(':').at(-1)
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, 'io.cozy.websocket', {
    ...rest,
    headers: { host, ...rest.headers }
  })
  const messages: Message[] = []
  const waiting: ((message: Message) => void)[] = []
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Message
    const first = waiting.shift()
    if (first) first(message)
    else messages.push(message)
  })
  const closed = once(socket, 'close').then(([code]) => code as number)
  await once(socket, 'open')
  return {
    socket,
    say: (...said) => {
      for (const one of said) socket.send(typeof one === 'string' ? one : JSON.stringify(one))
    },
    next: () => {
      const there = messages.shift()
      return there ? Promise.resolve(there) : new Promise(resolve => waiting.push(resolve))
    },
    closed
  }
}

/** The commands of the protocol. */
export const auth = (payload: unknown) => ({ method: 'AUTH', payload })
export const subscribe = (type: string, id?: string) => ({ method: 'SUBSCRIBE', payload: { type, id } })
export const unsubscribe = (type: string, id?: string) => ({ method: 'UNSUBSCRIBE', payload: { type, id } })

/**
 * Settled once everything that was said before has been done: an unknown method is refused, and in turn. What was told
 * meanwhile is given back.
 */
export const settled = async (client: Client): Promise<Message[]> => {
  client.say({ method: 'DONE?' })
  const told: Message[] = []
  for (;;) {
    const message = await client.next()
    if (message.payload.title === 'The DONE? method is not supported') return told
    told.push(message)
  }
}

export interface Handshake {
  headers?: Record<string, string>
  method?: string
  path?: string
  body?: string
}

/** What a request for another protocol is answered where it is not taken over: status, headers and body. */
export const askUpgrade = (
  domain: string,
  { headers = {}, method = 'GET', path = '/realtime/', body }: Handshake = {}
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port: domain.split(':').at(-1),
      method,
      path,
      agent: false,
      headers: {
        host: domain,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        ...headers,
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) })
      }
    })
    sent.on('error', reject)
    sent.on('upgrade', (answer, socket) => {
      socket.destroy()
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: '' })
    })
    sent.on('response', answer => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    sent.end(body)
  })
