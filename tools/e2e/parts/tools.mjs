import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startLocalRegistry } from '../../local-registry/local-registry.mjs'
import { installation, step } from '../run/step.mjs'

const TOOLS = ['yo@7.0.1', 'generator-cozy', 'yarn@1.22.22']

/** Its newest release names parts that were never published: npm passes over them, Yarn ends. package.json pins it too. */
const PINNED = ['unrs-resolver@1.12.2']

/** What a person installs once on a machine, from a registry that has our packages as they would be published. */
export const TOOLS_PART = {
  name: 'tools',
  steps: [
    step('all packages are packed and served', async scene => {
      const registry = await startLocalRegistry({ pinned: PINNED })
      scene.atEnd(registry.stop)
      scene.useRegistry(registry.url)
      return `${registry.packages.length} packages`
    }),
    installation('npm installs yo, generator-cozy and Yarn', async scene => {
      const folder = scene.folder('tools')
      writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
      await scene.run(folder, ['npm', 'install', ...TOOLS])
      scene.tools = folder
    })
  ]
}
