import assert from 'node:assert/strict'
import fixturify from 'fixturify'
import { join } from 'node:path'
import { step } from '../run/step.mjs'
import { startGitDaemon } from '../servers/git-daemon.mjs'
import { KONNECTOR, SERVICE } from './workspace.mjs'

const branchOf = name => `build-${name}`

/** The branches of a remote, each with its commit. */
const branches = async ({ run, workspace }) => {
  const said = await run(workspace, ['git', 'ls-remote', '--heads', 'origin'])
  const lines = said.trim().split('\n')
  return Object.fromEntries(lines.map(line => line.split('\trefs/heads/').reverse()))
}

/** The hash of what a branch holds. */
export const treeOf = async ({ run }, repository, ref) =>
  (await run(repository, ['git', 'rev-parse', `${ref}^{tree}`])).trim()

/** The builds go to branches of a repository that everybody can read. */
export const DEPLOY_PART = {
  name: 'deploy',
  needs: ['workspace'],
  steps: [
    step('git init, commit, push to a bare repository', async scene => {
      const served = scene.folder('served')
      const daemon = await startGitDaemon(served, scene.env)
      scene.atEnd(daemon.stop)
      scene.bare = join(served, 'jobs.git')
      scene.remote = `${daemon.url}/jobs.git`
      const git = (...words) => scene.run(scene.workspace, ['git', ...words])
      await git('init', '--quiet', '--bare', '--initial-branch=main', scene.bare)
      await git('init', '--quiet', '--initial-branch=main')
      await git('add', '--all')
      await git('commit', '--quiet', '--message', 'Two jobs')
      await git('remote', 'add', 'origin', scene.remote)
      await git('push', '--quiet', '--set-upstream', 'origin', 'main')
    }),
    step(`yarn deploy of ${SERVICE}`, async scene => {
      const said = await scene.run(join(scene.workspace, 'apps', SERVICE), ['yarn', 'deploy'])
      assert.ok(said.includes(`install ${SERVICE} ${scene.remote}#${branchOf(SERVICE)}`), said)
    }),
    step(`nx deploy ${KONNECTOR}`, async scene => {
      const said = await scene.run(scene.workspace, ['npx', 'nx', 'deploy', KONNECTOR])
      assert.ok(said.includes(`install ${KONNECTOR} ${scene.remote}#${branchOf(KONNECTOR)}`), said)
    }),
    step('cozy-jobs deploy again commits nothing', async scene => {
      const before = await branches(scene)
      assert.deepEqual(Object.keys(before).sort(), [KONNECTOR, SERVICE].map(branchOf).concat('main').sort())
      const folder = join(scene.workspace, 'apps', SERVICE)
      await scene.run(folder, ['npx', 'cozy-jobs', 'deploy', '--no-build'])
      assert.deepEqual(await branches(scene), before)
    }),
    ...[SERVICE, KONNECTOR].map(name =>
      step(`the branch of ${name} is its build folder`, async scene => {
        const clone = scene.folder(`clones/${name}`)
        const options = ['--quiet', '--branch', branchOf(name), '--single-branch']
        await scene.run(scene.root, ['git', 'clone', ...options, scene.remote, clone])
        const built = fixturify.readSync(join(scene.workspace, 'apps', name, 'build'))
        assert.deepEqual(fixturify.readSync(clone, { ignore: ['.git'] }), built)
      })
    ),
    step('work tree and branch are as before', async scene => {
      assert.equal(await scene.run(scene.workspace, ['git', 'status', '--porcelain']), '')
      const head = await scene.run(scene.workspace, [
        'git',
        'log',
        '--format=%s',
        '--all',
        '--not',
        '--remotes'
      ])
      assert.equal(head, '')
    })
  ]
}
