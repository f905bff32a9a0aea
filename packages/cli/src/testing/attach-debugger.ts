import { setImmediate } from 'node:timers/promises'
import { WebSocket } from 'ws'

interface Target {
  type: string
  webSocketDebuggerUrl: string
}

const targetsAt = async (port: number): Promise<Target[]> => {
  for (;;) {
    try {
      return (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as Target[]
    } catch {
      // The process has not begun to listen.
      await setImmediate()
    }
  }
}

/** What a debugger does first: finds the process that listens on a port of loopback, attaches, and lets it go on. */
export const attachDebugger = async (port: number): Promise<Target> => {
  const [target] = await targetsAt(port)
  const socket = new WebSocket(target!.webSocketDebuggerUrl)
  socket.on('open', () => {
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.runIfWaitingForDebugger' }))
  })
  socket.on('message', () => socket.close())
  return target!
}
