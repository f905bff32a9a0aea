import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runWorkflow } from '../../workflow-runner/github/run-workflow.mjs'
import { pushTo } from '../../workflow-runner/repository/events.mjs'
import { installation, step } from '../run/step.mjs'
import { treeOf } from './deploy.mjs'
import { KONNECTOR, SERVICE } from './workspace.mjs'

const broken = jobs =>
  Object.entries(jobs).flatMap(([id, { steps }]) =>
    steps
      .filter(({ outcome }) => outcome === 'failure')
      .map(({ name, output }) => `${id}: ${name}\n${output.slice(-3000)}`)
  )

/** What the steps of the workflow get besides: the registry of this run. The rest of a forge is the runner's. */
const machineOf = ({ env }) =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => /^(npm_config|GIT_AUTHOR|GIT_COMMITTER|NX_)/.test(name))
  )

/** The generated workflow, its steps run as they are written, in a repository that has only the sources. */
export const CI_PART = {
  name: 'ci',
  needs: ['deploy'],
  steps: [
    installation('the workflow of a push on main, with npm ci in two jobs', async scene => {
      scene.ciBare = join(scene.folder('ci'), 'jobs.git')
      await scene.run(scene.root, [
        'git',
        'clone',
        '--quiet',
        '--bare',
        '--single-branch',
        scene.bare,
        scene.ciBare
      ])
      const commit = (await scene.run(scene.ciBare, ['git', 'rev-parse', 'main'])).trim()
      const text = readFileSync(join(scene.workspace, '.github/workflows/ci.yml'), 'utf8')
      const run = { text, bare: scene.ciBare, event: pushTo('main', commit), machine: machineOf(scene) }
      const { jobs } = await runWorkflow(run)
      assert.equal(broken(jobs).join('\n'), '')
      assert.equal(jobs.deploy.result, 'success')
    }),
    ...[SERVICE, KONNECTOR].map(name =>
      step(`the branch of ${name} is the one that was deployed by hand`, async scene => {
        const branch = `build-${name}`
        assert.equal(await treeOf(scene, scene.ciBare, branch), await treeOf(scene, scene.bare, branch))
      })
    )
  ]
}
