import { Agent } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call, startStackProcess } from '../../stack-process/stack-process.mjs'

const CLIENTS = 16
const COUNT = 6000

const operation = i => ({
  label: `Operation ${i % 500}`,
  amount: ((i * 7919) % 100000) / 100,
  date: new Date(1.7e12 + i * 6e4).toISOString(),
  account: `acc${i % 20}`
})

/** Documents created over HTTP by 16 clients that keep their connections, on LevelDB. */
export const creates = {
  name: 'creates',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-bench-'))
    const stack = await startStackProcess({ args: ['--data', folder] })
    const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
    const token = await stack.token('cli', 'io.cozy.bench')
    const create = async i => {
      const answer = await call(stack.domain, 'POST', '/data/io.cozy.bench/', {
        token,
        agent,
        json: operation(i)
      })
      if (answer.status !== 201) throw new Error(`a create was answered ${answer.status}: ${answer.text}`)
    }
    for (let i = 0; i < 500; i++) await create(i)
    let next = 0
    const start = performance.now()
    const client = async () => {
      while (next < COUNT) await create(next++)
    }
    await Promise.all(Array.from({ length: CLIENTS }, client))
    const seconds = (performance.now() - start) / 1000
    agent.destroy()
    await stack.stop()
    rmSync(folder, { recursive: true, force: true })
    return [
      {
        figure: 'creates per second, 16 clients, LevelDB',
        value: Math.round(COUNT / seconds),
        unit: '/s',
        target: '≥ 1 000'
      }
    ]
  }
}
