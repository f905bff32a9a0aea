import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { send } from './test-stack.js'

const STACK = fileURLToPath(new URL('../../dist/testing/stack-until-killed.js', import.meta.url))

/** A stack in a process of its own, which is going to be killed. */
export interface KilledStack {
  url: string
  adminUrl: string
  port: number
  /** Of the command line. */
  token: string
  /** Settled, with what it had complained of, once it is dead. */
  dead: Promise<string>
  isDead: () => boolean
}

/** Starts a stack on a data folder; SIGKILL comes as soon as it has written so many documents more. */
export const startKilledStack = async (
  folder: string,
  scope: string,
  writes: number
): Promise<KilledStack> => {
  const child = spawn(process.execPath, [STACK, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  const complaints = text(child.stderr)
  let isDead = false
  const dead = once(child, 'close').then(() => {
    isDead = true
    return complaints
  })
  const lines = createInterface({ input: child.stdout })
  const [first] = (await once(lines, 'line')) as [string]
  const { url, adminUrl } = JSON.parse(first) as { url: string; adminUrl: string }
  const { host, port } = new URL(url)
  const asked = new URLSearchParams({ Domain: host, Audience: 'cli', Scope: scope }).toString()
  const { text: token } = await send('POST', `${adminUrl}instances/token?${asked}`)
  let written = 0
  lines.on('line', () => ++written === writes && child.kill('SIGKILL'))
  return { url, adminUrl, port: Number(port), token, dead, isDead: () => isDead }
}
