import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { step } from '../run/step.mjs'
import { KONNECTOR, SERVICE } from './workspace.mjs'

/** The tasks that were run, or taken from the cache. */
export const tasksIn = said =>
  [...new Set([...said.matchAll(/nx run ([\w-]+:[\w-]+)/g)].map(([, task]) => task))].sort()

/** A change of one job concerns that one alone. */
export const AFFECTED_PART = {
  name: 'affected',
  needs: ['deploy'],
  steps: [
    step('nx affected builds the job that was changed, and nothing else', async scene => {
      appendFileSync(join(scene.workspace, 'apps', SERVICE, `src/${SERVICE}/mark.ts`), '\n// changed\n')
      const said = await scene.run(scene.workspace, ['npx', 'nx', 'affected', '-t', 'build', '--base=main'])
      assert.deepEqual(tasksIn(said), [`${SERVICE}:build`])
    }),
    step('what was not changed comes from the cache', async scene => {
      const said = await scene.run(scene.workspace, ['npx', 'nx', 'run-many', '-t', 'build'])
      assert.match(said, new RegExp(`${KONNECTOR}:build .*cache`))
      await scene.run(scene.workspace, ['git', 'checkout', '--quiet', '--', '.'])
    })
  ]
}
