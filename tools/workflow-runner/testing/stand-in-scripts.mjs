const HELPER = `!f() { echo username=x-access-token; echo "password=$GITHUB_TOKEN"; }; f`

/** Stands for `cozy-jobs deploy`: one commit with one file on the branch, pushed with the token of the environment. */
export const DEPLOY = `
import { execFileSync } from 'node:child_process'
const git = (...args) => execFileSync('git', ['-c', 'user.name=CI', '-c', 'user.email=ci@example.com', ...args], { encoding: 'utf8' }).trim()
export const deploy = (branch, tree) => {
  const commit = git('commit-tree', '-m', 'Build of ' + git('rev-parse', 'HEAD'), git('rev-parse', tree))
  git('-c', 'credential.helper=', '-c', ${JSON.stringify(`credential.helper=${HELPER}`)}, 'push', '-q', '--force', 'origin', commit + ':refs/heads/' + branch)
  console.log('deployed ' + branch)
}
`

/** Stands for Nx: the folders below apps/ that differ from NX_BASE, one after the other. */
export const NX = `#!/usr/bin/env node
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { deploy } from '../deploy.mjs'
const changed = execFileSync('git', ['diff', '--name-only', process.env.NX_BASE, process.env.NX_HEAD], { encoding: 'utf8' })
const names = [...new Set([...changed.matchAll(/^apps\\/([^/]+)\\//gm)].map(([, name]) => name))]
const target = process.argv[process.argv.indexOf('-t') + 1]
console.log(target + ' of: ' + names.join(' '))
for (const name of names) {
  if (target !== 'deploy') continue
  if (existsSync('apps/' + name + '/broken')) process.exitCode = 1
  else deploy('build-' + name, 'HEAD:apps/' + name)
}
`

const lockFile = packages =>
  JSON.stringify({ name: 'sample', version: '1.0.0', lockfileVersion: 3, packages })

const SCRIPTS = Object.fromEntries(
  ['lint', 'test', 'build', 'validate'].map(name => [name, `echo ran ${name}`])
)

/** A job in a repository of its own. */
export const SINGLE = {
  'package.json': JSON.stringify({
    name: 'sample',
    version: '1.0.0',
    scripts: {
      ...SCRIPTS,
      deploy: `node --input-type=module -e "import { deploy } from './deploy.mjs'; deploy(process.env.DEPLOY_BRANCH, 'HEAD^{tree}')" --`
    }
  }),
  'package-lock.json': lockFile({ '': { name: 'sample', version: '1.0.0' } }),
  'deploy.mjs': DEPLOY
}

/** A workspace of two jobs. */
export const WORKSPACE = {
  'package.json': JSON.stringify({ name: 'sample', version: '1.0.0', dependencies: { nx: 'file:stand-in' } }),
  'package-lock.json': lockFile({
    '': { name: 'sample', version: '1.0.0', dependencies: { nx: 'file:stand-in' } },
    'node_modules/nx': { resolved: 'stand-in', link: true },
    'stand-in': { name: 'nx', version: '1.0.0', bin: { nx: 'nx.mjs' } }
  }),
  'deploy.mjs': DEPLOY,
  'stand-in/package.json': JSON.stringify({ name: 'nx', version: '1.0.0', bin: { nx: 'nx.mjs' } }),
  'stand-in/nx.mjs': NX,
  'apps/one/index.js': '1',
  'apps/two/index.js': '2'
}
