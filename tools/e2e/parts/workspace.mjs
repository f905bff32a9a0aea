import assert from 'node:assert/strict'
import fixturify from 'fixturify'
import { join } from 'node:path'
import { installation, step } from '../run/step.mjs'
import { runYo } from '../run/run-yo.mjs'

/** The service and the konnector that all further parts are about. */
export const SERVICE = 'tidy-todos'
export const KONNECTOR = 'corner-shop'

const SERVICE_FLAGS = ['--trigger', '@event io.cozy.todos:CREATED', '--doctypes', 'io.cozy.todos']
const KONNECTOR_FLAGS = ['--data', 'bills', '--login', 'form', '--site', 'https://corner-shop.example.org']

const app = ({ workspace }, name) => join(workspace, 'apps', name)
const LEFT_OUT = { ignore: ['node_modules', '.nx', 'package-lock.json', '.git'] }

/** An empty folder becomes a workspace with two jobs, whose own checks pass before anything is edited. */
export const WORKSPACE_PART = {
  name: 'workspace',
  needs: ['tools'],
  steps: [
    step('yo cozy makes a workspace in an empty folder', async scene => {
      scene.workspace = scene.folder('yo/my-jobs')
      await runYo(scene, scene.workspace, ['cozy', '--yes'])
      assert.ok(fixturify.readSync(scene.workspace)['nx.json'], 'there is no nx.json')
    }),
    installation('npm install', async scene => void (await scene.run(scene.workspace, ['npm', 'install']))),
    step('yo cozy:service adds a service', async scene => {
      await runYo(scene, scene.workspace, ['cozy:service', SERVICE, '--yes', ...SERVICE_FLAGS])
    }),
    step('yo cozy:konnector adds a konnector, from a folder below', async scene => {
      const words = ['cozy:konnector', KONNECTOR, '--yes', ...KONNECTOR_FLAGS]
      await runYo(scene, app(scene, SERVICE), words)
    }),
    installation('npx generator-cozy makes the same files', async scene => {
      const other = scene.folder('npx/my-jobs')
      const npx = (...words) => scene.run(other, ['npx', '--yes', 'generator-cozy', ...words, '--yes'])
      await npx('workspace')
      await npx('service', SERVICE, ...SERVICE_FLAGS)
      await npx('konnector', KONNECTOR, ...KONNECTOR_FLAGS)
      assert.deepEqual(fixturify.readSync(other), fixturify.readSync(scene.workspace, LEFT_OUT))
    }),
    installation(
      'npm install, for the new jobs',
      async scene => void (await scene.run(scene.workspace, ['npm', 'install']))
    ),
    ...[SERVICE, KONNECTOR].map(name =>
      step(`nx build ${name}`, async scene => {
        const said = await scene.run(scene.workspace, ['npx', 'nx', 'build', name])
        assert.doesNotMatch(said, /warning/)
      })
    ),
    ...[SERVICE, KONNECTOR].flatMap(name => [
      step(`yarn standalone of ${name}`, async scene => {
        const replay = name === KONNECTOR ? ['--replay'] : []
        const said = await scene.run(app(scene, name), ['yarn', 'standalone', ...replay])
        assert.match(said, new RegExp(`Done: ${name}`))
      }),
      step(`yarn test of ${name}`, async scene => {
        const said = await scene.run(app(scene, name), ['yarn', 'test'])
        assert.match(said, /Tests: +\d+ passed/)
      })
    ]),
    step('nx run-many: lint, validate', async scene => {
      const said = await scene.run(scene.workspace, ['npx', 'nx', 'run-many', '-t', 'lint,validate'])
      assert.match(said, /Successfully ran targets lint, validate for 2 projects/)
    })
  ]
}
