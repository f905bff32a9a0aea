import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../stack-process/stack-process.mjs'
import { bareEnvironment, firstLine, runNode } from '../run-node.mjs'
import { median, round, timed } from '../statistics.mjs'

const APP = join(ROOT, 'apps/bookshop')
const BUNDLE = join(APP, 'build/index.js')
const CLI = join(ROOT, 'packages/cli/bin/cozy-jobs.js')
const EMPTY = ['-e', 'console.log(1)']
const TELL_MEMORY = `data:text/javascript,process.on('exit',()=>console.error('MAX '+process.resourceUsage().maxRSS))`

// A port of loopback that nothing listens on: the konnector says its first line and ends with an error.
const env = {
  ...bareEnvironment(),
  COZY_URL: 'http://127.0.0.1:9/',
  COZY_CREDENTIALS: 'none',
  COZY_FIELDS: '{}',
  COZY_TIME_LIMIT: '1',
  COZY_JOB_ID: 'konnector/1/bench'
}

const cli = (...args) => runNode([CLI, ...args], { cwd: APP, env: bareEnvironment() })

const times = async (count, work) => {
  const taken = []
  for (let i = 0; i < count; i++) taken.push(await timed(work))
  return round(median(taken) / 1000, 2)
}

const memory = async () => {
  const child = spawn(process.execPath, ['--import', TELL_MEMORY, BUNDLE], {
    env,
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let said = ''
  child.stderr.on('data', chunk => (said += chunk))
  await once(child, 'close')
  return round(Number(/MAX (\d+)/.exec(said)?.[1]) / 1024)
}

/** What a developer of a konnector waits for, and what a stack runs. */
export const konnector = {
  name: 'konnector',
  async run() {
    const cold = await times(3, () => {
      rmSync(join(APP, 'build'), { recursive: true, force: true })
      rmSync(join(ROOT, 'node_modules/.cache/cozy-jobs'), { recursive: true, force: true })
      return cli('build')
    })
    const again = await times(3, () => cli('build'))
    const standalone = await times(3, () => cli('standalone', '--no-build', '--replay'))
    const [ours, empty] = [[], []]
    for (let i = 0; i < 11; i++) {
      ours.push(await firstLine([BUNDLE], { env }))
      empty.push(await firstLine(EMPTY, { env }))
    }
    return [
      { figure: '`yarn build` of the bookshop, cold', value: cold, unit: 's', target: '≤ 4' },
      { figure: 'the same again', value: again, unit: 's', target: '≤ 1.7' },
      {
        figure: 'its `build/index.js`',
        value: round(statSync(BUNDLE).size / 1e6, 2),
        unit: 'MB',
        target: '≤ 1.5'
      },
      { figure: '`yarn standalone` on its recording, whole', value: standalone, unit: 's', target: '≤ 2' },
      {
        figure: 'first log line of `node build/index.js` against an empty Node',
        value: round(median(ours) / median(empty), 2),
        unit: '×',
        target: '≤ 2'
      },
      {
        figure: 'its memory (RSS) at most, until it has failed',
        value: await memory(),
        unit: 'MB',
        target: '≤ 70'
      }
    ]
  }
}
