import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bareEnvironment, runNode } from '../run-node.mjs'
import { median, round } from '../statistics.mjs'
import { ROOT } from '../../stack-process/stack-process.mjs'

const RUNS = 9

const MANIFEST = {
  name: 'Todos',
  slug: 'todos',
  type: 'webapp',
  version: '1.0.0',
  permissions: { todos: { type: 'io.cozy.todos' } },
  services: { onTodo: { type: 'node', file: 'onTodo.js', trigger: '@event io.cozy.todos:CREATED' } }
}

/** What a user's test does, in a process of its own as `node --test` and Jest start one: milliseconds since a moment. */
const CODE = `
const begun = performance.now()
const { startTestStack } = await import('@cozy-jobs/fixtures')
const loaded = performance.now()
const stack = await startTestStack({ fixture: 'fixture.json', install: ['.'] })
if ((await stack.documents.all('io.cozy.todos')).length !== 1) throw new Error('not seeded')
const first = performance.now()
await stack.documents.put('io.cozy.todos', { label: 'Milk' })
await stack.settled()
if (stack.runs()[0].outcome.state !== 'done') throw new Error('it did not run')
const ran = performance.now()
await stack.close()
console.log(JSON.stringify({ load: loaded - begun, first: first - begun, ran: ran - begun }))
`

/** The harness for users' tests. */
export const harness = {
  name: 'harness',
  async run() {
    const folder = mkdtempSync(join(ROOT, 'node_modules', '.harness-bench-'))
    const seen = []
    try {
      mkdirSync(join(folder, 'build'))
      writeFileSync(join(folder, 'fixture.json'), '{ "io.cozy.todos": [{ "label": "Old" }] }')
      writeFileSync(join(folder, 'build', 'manifest.webapp'), JSON.stringify(MANIFEST))
      writeFileSync(join(folder, 'build', 'onTodo.js'), "console.log('{}')\n")
      writeFileSync(join(folder, 'test.mjs'), CODE)
      for (let i = 0; i < RUNS; i++) {
        const said = await runNode(['test.mjs'], {
          cwd: folder,
          env: { ...bareEnvironment(), TMPDIR: tmpdir() }
        })
        seen.push(JSON.parse(said))
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    const p50 = key => round(median(seen.map(one => one[key])), 0)
    return [
      {
        figure: 'test harness: import and start, seeded and installed, till the first assertion',
        value: p50('first'),
        unit: 'ms',
        target: '≤ 500'
      },
      { figure: 'of these for the import', value: p50('load'), unit: 'ms', target: '' },
      {
        figure: 'till an assertion on a job that an event has run',
        value: p50('ran'),
        unit: 'ms',
        target: ''
      }
    ]
  }
}
