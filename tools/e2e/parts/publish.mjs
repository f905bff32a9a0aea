import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { makeArchive } from '../../registry/make-archive.mjs'
import { serveRegistry } from '../../registry/serve-registry.mjs'
import { step } from '../run/step.mjs'
import { startInstalledStack } from '../servers/installed-stack.mjs'
import { SERVICE } from './workspace.mjs'

const TOKEN = 'token-of-the-editor'

const serveBytes = async (scene, bytes) => {
  const server = createServer((_, response) => response.end(bytes)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  scene.atEnd(() => server.close())
  return `http://127.0.0.1:${server.address().port}`
}

/** The build goes to a registry of Cozy, and a stack installs it from there. */
export const PUBLISH_PART = {
  name: 'publish',
  needs: ['deploy'],
  steps: [
    step('cozy-jobs publish to a registry', async scene => {
      const folder = join(scene.workspace, 'apps', SERVICE)
      const { archive } = await makeArchive(join(folder, 'build'))
      const url = `${await serveBytes(scene, archive)}/${SERVICE}.tar.gz`
      const registry = await serveRegistry({ folder: scene.folder('registry'), tokens: { [TOKEN]: 'Me' } })
      scene.atEnd(() => registry.close())
      scene.cozyRegistry = registry.url
      const registered = await fetch(new URL('registry', registry.url), {
        method: 'POST',
        headers: { authorization: `Token ${TOKEN}` },
        body: JSON.stringify({ slug: SERVICE, editor: 'Me' })
      })
      assert.equal(registered.status, 201)
      const flags = ['--registry', registry.url, '--release', '0.1.0', '--url', url]
      const said = await scene.run(folder, ['npx', 'cozy-jobs', 'publish', ...flags], {
        REGISTRY_TOKEN: TOKEN
      })
      assert.match(said, /0\.1\.0/)
      assert.ok(!said.includes(TOKEN))
    }),
    step(`cozy-jobs apps install ${SERVICE} registry://…`, async scene => {
      const config = join(scene.folder('config'), 'cozy.yaml')
      writeFileSync(config, `registries:\n  default:\n    - ${scene.cozyRegistry}\n`)
      const stack = await startInstalledStack(scene, scene.workspace, { config })
      await stack.cli('apps', 'install', SERVICE, `registry://${SERVICE}/stable`)
      const { data } = await stack.ask('io.cozy.apps', 'GET', `/apps/${SERVICE}`)
      assert.equal(data.attributes.version, '0.1.0')
      assert.equal(data.attributes.state, 'ready')
    })
  ]
}
