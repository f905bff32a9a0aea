import { statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../stack-process/stack-process.mjs'
import { bareEnvironment, firstLine } from '../run-node.mjs'
import { median, round } from '../statistics.mjs'

const BUNDLE = join(ROOT, 'apps/onOperationCreate/build/onOperationCreate.js')
const EMPTY = ['-e', 'console.log(1)']
const RUNS = 15

// A port of loopback that nothing listens on: the service says its first line and ends with an error.
const env = {
  ...bareEnvironment(),
  COZY_URL: 'http://127.0.0.1:9/',
  COZY_CREDENTIALS: 'none',
  COZY_TIME_LIMIT: '305',
  COZY_JOB_ID: 'service/1/bench'
}

/** Size of a whole service with cozy-client, and how soon it says something. */
export const bundle = {
  name: 'bundle',
  async run() {
    const [ours, empty] = [[], []]
    for (let i = 0; i < RUNS; i++) {
      ours.push(await firstLine([BUNDLE], { env }))
      empty.push(await firstLine(EMPTY, { env }))
    }
    return [
      {
        figure: 'bundle of onOperationCreate',
        value: round(statSync(BUNDLE).size / 1e6, 2),
        unit: 'MB',
        target: '≤ 1.05'
      },
      { figure: 'its first line of output', value: round(median(ours)), unit: 'ms', target: '' },
      {
        figure: 'against an empty Node',
        value: round(median(ours) / median(empty), 2),
        unit: '×',
        target: '≤ 2'
      }
    ]
  }
}
