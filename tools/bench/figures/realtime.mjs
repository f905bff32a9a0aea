import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { startStackProcess } from '../../stack-process/stack-process.mjs'
import { bareEnvironment } from '../run-node.mjs'
import { median, round } from '../statistics.mjs'

const SOCKETS = 1000
const EVENTS = 40
const DOCTYPE = 'io.cozy.bench.realtime'

const residentMB = pid =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

const say = (socket, method, payload) => socket.send(JSON.stringify({ method, payload }))

/** A websocket that listens. It has said so itself: what follows SUBSCRIBE is refused after it, and in turn. */
const listener = async ({ domain, port }, token) => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/realtime/`, 'io.cozy.websocket', {
    headers: { host: domain },
    perMessageDeflate: false
  })
  await once(socket, 'open')
  say(socket, 'AUTH', token)
  say(socket, 'SUBSCRIBE', { type: DOCTYPE })
  say(socket, 'READY?', {})
  await once(socket, 'message')
  return socket
}

/** Milliseconds from the moment that a write is sent until the last one has heard of it. */
const oneEvent = async (stack, sockets, token) => {
  const heard = Promise.all(sockets.map(socket => once(socket, 'message')))
  const sent = performance.now()
  const answer = stack.call('POST', `/data/${DOCTYPE}/`, { token, json: { label: 'Rent', amount: -600 } })
  await heard
  const taken = performance.now() - sent
  await answer
  return taken
}

/** One write, told to 1 000 websockets. They and their 1 000 parsers are in this process, the stack in its own. */
export const realtime = {
  name: 'realtime',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-bench-'))
    const stack = await startStackProcess({ args: ['--data', folder], env: bareEnvironment() })
    const token = await stack.token('cli', DOCTYPE)
    const before = residentMB(stack.child.pid)
    const sockets = []
    while (sockets.length < SOCKETS) {
      sockets.push(...(await Promise.all(Array.from({ length: 50 }, () => listener(stack, token)))))
    }
    const open = residentMB(stack.child.pid)
    const taken = []
    for (let i = 0; i < EVENTS; i++) taken.push(await oneEvent(stack, sockets, token))
    const after = residentMB(stack.child.pid)
    const stopped = performance.now()
    await stack.stop()
    const stop = performance.now() - stopped
    for (const socket of sockets) socket.terminate()
    rmSync(folder, { recursive: true, force: true })
    return [
      {
        figure: 'a write sent → the last of 1 000 websockets told, p50',
        value: round(median(taken)),
        unit: 'ms',
        target: ''
      },
      {
        figure: 'the same, the slowest of 40',
        value: round(Math.max(...taken)),
        unit: 'ms',
        target: '≤ 200'
      },
      { figure: 'memory (RSS) of 1 000 websockets', value: round(open - before), unit: 'MB', target: '' },
      { figure: 'the same after 40 events', value: round(after - before), unit: 'MB', target: '' },
      { figure: 'stop with 1 000 websockets', value: round(stop), unit: 'ms', target: '≤ 2 000' }
    ]
  }
}
