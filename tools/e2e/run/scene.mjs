import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from './run-program.mjs'

/**
 * Where a run takes place: an empty home, a folder for all that is made, and what ends with it.
 *
 * @typedef {object} Scene
 * @property {string} root - a folder of its own
 * @property {Record<string, string>} env - of a person who has just installed Node, npm and git
 * @property {AbortSignal} signal
 * @property {(name: string) => string} folder - makes a folder, and answers its path
 * @property {(cwd: string, words: string[], env?: object) => Promise<string>} run - a program to its end
 * @property {(end: () => unknown) => void} atEnd
 */

/** Nothing of the person's own environment comes in, but what keeps downloads between runs. */
const environment = (root, registry) => ({
  PATH: `${join(root, 'tools/node_modules/.bin')}:${process.env.PATH}`,
  HOME: join(root, 'home'),
  LANG: 'C.UTF-8',
  TMPDIR: join(root, 'tmp'),
  npm_config_registry: registry,
  npm_config_cache: join(root, 'npm-cache'),
  YARN_REGISTRY: registry,
  YARN_CACHE_FOLDER: join(homedir(), '.cache/yarn'),
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  NO_UPDATE_NOTIFIER: '1',
  // Nothing that goes on by itself once a command has ended.
  NX_DAEMON: 'false',
  GIT_AUTHOR_NAME: 'Me',
  GIT_AUTHOR_EMAIL: 'me@localhost',
  GIT_COMMITTER_NAME: 'Me',
  GIT_COMMITTER_EMAIL: 'me@localhost'
})

/** @returns {Scene & { end: () => Promise<void> }} */
export const createScene = signal => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cozy-jobs-e2e-')))
  // Others may walk through it: yo gives up the rights of root.
  chmodSync(root, 0o755)
  const ends = []
  const folder = name => {
    const path = join(root, name)
    mkdirSync(path, { recursive: true })
    return path
  }
  for (const name of ['home', 'tmp', 'tools', 'npm-cache']) folder(name)
  // What npm has downloaded is kept between runs; what npx has installed is not, for it would be of an earlier run.
  const downloads = join(homedir(), '.npm/_cacache')
  mkdirSync(downloads, { recursive: true })
  symlinkSync(downloads, join(root, 'npm-cache/_cacache'))
  const scene = {
    root,
    signal,
    folder,
    env: environment(root, ''),
    useRegistry: url => Object.assign(scene.env, { npm_config_registry: url, YARN_REGISTRY: url }),
    run: (cwd, words, env = {}) => runProgram(words, { cwd, env: { ...scene.env, ...env }, signal }),
    atEnd: end => void ends.unshift(end),
    end: async ({ keep = false } = {}) => {
      for (const end of ends.splice(0)) await end()
      if (!keep) rmSync(root, { recursive: true, force: true, maxRetries: 3 })
    }
  }
  return scene
}
