import { readFileSync } from 'node:fs'
import { startStackProcess } from '../../stack-process/stack-process.mjs'
import { bareEnvironment } from '../run-node.mjs'
import { median, round } from '../statistics.mjs'

const residentMB = pid =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

/** From the start of the process till `/version` answers; memory at that moment. */
export const startUp = {
  name: 'start-up',
  async run() {
    const times = []
    const memory = []
    for (let i = 0; i < 7; i++) {
      const stack = await startStackProcess({ env: bareEnvironment() })
      times.push(stack.readyMs)
      memory.push(residentMB(stack.child.pid))
      await stack.stop()
    }
    return [
      {
        figure: 'stack: process start till /version answers',
        value: round(median(times) / 1000, 2),
        unit: 's',
        target: '≤ 0.5'
      },
      { figure: 'stack: memory (RSS) then', value: round(median(memory)), unit: 'MB', target: '≤ 120' }
    ]
  }
}
