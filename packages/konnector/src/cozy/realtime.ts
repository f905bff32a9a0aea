import { StackError } from '../errors/stack-error.js'
import type { CozyStack } from './api.js'
import type { Authorization } from './request/authorization.js'

interface Message {
  event?: string
  payload?: { id?: string; doc?: Record<string, unknown>; title?: string }
}

const refused = (reason: string): StackError =>
  new StackError({ code: 'unavailable', status: 0, act: 'follow a document', reason })

const parse = (data: unknown): Message => {
  try {
    return JSON.parse(String(data)) as Message
  } catch {
    return {}
  }
}

/** Node's own, which it has from version 22 on; a package for it would weigh in every konnector. */
const webSocketClass = (): typeof WebSocket | undefined =>
  (globalThis as { WebSocket?: typeof WebSocket }).WebSocket

/** Follows one document by the stack's realtime. */
export const following =
  (url: string, authorization: Authorization): CozyStack['follow'] =>
  async (doctype, id, onChange) => {
    const Socket = webSocketClass()
    if (!Socket) throw refused('this Node has no WebSocket')
    const address = new URL('/realtime/', url)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const token = await authorization.token()
    const socket = new Socket(address, 'io.cozy.websocket')
    socket.addEventListener('message', ({ data }) => {
      const { event, payload } = parse(data)
      if (event === 'UPDATED' && payload?.id === id && payload.doc) onChange(payload.doc)
    })
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => {
        socket.send(JSON.stringify({ method: 'AUTH', payload: token }))
        socket.send(JSON.stringify({ method: 'SUBSCRIBE', payload: { type: doctype, id } }))
        resolve()
      })
      socket.addEventListener('close', () => reject(refused('the Cozy closed its realtime')))
      socket.addEventListener('error', () => reject(refused('the Cozy has no realtime for it')))
    })
    return { close: () => socket.close() }
  }
