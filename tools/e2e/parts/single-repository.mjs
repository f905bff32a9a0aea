import assert from 'node:assert/strict'
import { installation, step } from '../run/step.mjs'
import { KONNECTOR } from './workspace.mjs'

/** How each package manager installs, and runs a script with words for it. */
const MANAGERS = {
  npm: {
    install: ['npm', 'install'],
    script: (name, ...words) => ['npm', 'run', name, ...(words.length > 0 ? ['--', ...words] : [])],
    env: {}
  },
  yarn: {
    install: ['yarn', 'install'],
    script: (name, ...words) => ['yarn', 'run', name, ...words],
    // As Yarn says who it is where it starts a program.
    env: { npm_config_user_agent: 'yarn/1.22.22 npm/? node/? linux x64' }
  }
}

const SCRIPTS = [['lint'], ['test'], ['build'], ['standalone', '--replay'], ['validate']]

const singleRepository = (manager, { install, script, env }) => {
  const folderOf = scene => scene.folder(`single-${manager}/${KONNECTOR}`)
  return {
    name: `single-${manager}`,
    needs: ['tools'],
    steps: [
      step('generator-cozy konnector in an empty folder', async scene => {
        await scene.run(folderOf(scene), ['generator-cozy', 'konnector', '--yes'], env)
      }),
      installation(install.join(' '), async scene => {
        await scene.run(folderOf(scene), install)
      }),
      ...SCRIPTS.map(words =>
        step(script(...words).join(' '), async scene => {
          assert.doesNotMatch(await scene.run(folderOf(scene), script(...words)), /: warning:|\berror:/)
        })
      ),
      step('tsc --noEmit: the types of the packages', async scene => {
        await scene.run(folderOf(scene), ['node', 'node_modules/typescript/bin/tsc', '--noEmit'])
      })
    ]
  }
}

/** A konnector in a repository of its own passes all its checks untouched, whoever installs it. */
export const SINGLE_PARTS = Object.entries(MANAGERS).map(([name, manager]) => singleRepository(name, manager))
