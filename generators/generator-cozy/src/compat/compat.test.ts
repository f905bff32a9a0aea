import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fixturify from 'fixturify'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GENERATORS } from '../generators.js'
import { runGenerator } from '../run/run-generator.js'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))

/** As the template of konnectors is laid out. */
const OLD = {
  'package.json': JSON.stringify({
    name: 'cozy-konnector-shop',
    version: '1.2.3',
    author: 'Camille',
    eslintConfig: { extends: ['cozy-app'] },
    husky: { hooks: { 'pre-commit': 'yarn lint' } },
    scripts: {
      start: 'node ./src/index.js',
      standalone: 'cozy-konnector-standalone',
      pretest: 'npm run clean',
      clean: 'rm -rf ./data',
      build: 'webpack',
      mine: 'echo mine',
      travisDeployKey: './bin/generate_travis_deploy_key'
    },
    dependencies: { 'cozy-konnector-libs': '5.13.0', ms: '2.1.3' },
    devDependencies: { 'cozy-jobs-cli': '2.6.0', 'cozy-konnector-build': '1.8.0' }
  }),
  'manifest.konnector': `${JSON.stringify(
    {
      name: 'Shop',
      slug: 'shop',
      type: 'konnector',
      language: 'node',
      editor: 'Camille',
      version: '1.2.3',
      icon: 'icon.svg',
      fields: { login: { type: 'text' }, password: { type: 'password' } },
      permissions: { files: { type: 'io.cozy.files' }, accounts: { type: 'io.cozy.accounts' } }
    },
    undefined,
    2
  )}\n`,
  'webpack.config.js': "module.exports = require('cozy-konnector-build/webpack.config')\n",
  'babel.config.json': '{ "presets": ["cozy-app"] }',
  'yarn.lock': '',
  '.gitignore': 'node_modules/\nbuild/\ndata/*\n!.gitkeep\n',
  '.travis.yml': 'language: node_js\n',
  'github_deploy_key.enc': 'xx',
  bin: { generate_travis_deploy_key: '#!/bin/sh\n' },
  assets: { 'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' },
  src: {
    'index.js': `const { BaseKonnector, log } = require('cozy-konnector-libs')
const groupBy = require('lodash/groupBy')
// eslint-disable-next-line promise/no-nesting
module.exports = new BaseKonnector(start)
async function start(fields) {
  log('info', Object.keys(groupBy([fields.login])).join())
  throw new Error('LOGIN_FAILED')
}
`
  }
}

let folder: string
const said: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compat-'))
  said.length = 0
  fixturify.writeSync(folder, OLD)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const tree = () => fixturify.readSync(folder) as Record<string, unknown>
const json = (path: string) => JSON.parse(tree()[path] as string) as Record<string, unknown>

const move = async (given: { yes?: boolean; dryRun?: boolean; answer?: boolean } = {}): Promise<void> => {
  const spec = await GENERATORS.find(({ name }) => name === 'konnector')!.load()
  const { yes = true, dryRun = false, answer } = given
  await runGenerator(
    spec,
    { values: { compat: true, ci: ['travis'] }, yes, dryRun, help: false },
    {
      folder,
      say: line => said.push(line),
      signals: process,
      ...(answer !== undefined && { ask: () => Promise.resolve(answer) })
    }
  )
}

describe('a konnector of the template', () => {
  it('is moved over, src/ byte for byte the same', async () => {
    await move()
    const after = tree()
    expect(after['src']).toEqual(OLD.src)
    expect(Object.keys(after).sort()).toEqual(
      [
        '.gitignore',
        '.travis.yml',
        'assets',
        'eslint.config.mjs',
        'manifest.konnector',
        'package.json',
        'src',
        'yarn.lock'
      ].sort()
    )
    expect(after['.travis.yml']).not.toBe(OLD['.travis.yml'])
    expect(json('package.json')).toEqual({
      name: 'cozy-konnector-shop',
      version: '1.2.3',
      author: 'Camille',
      scripts: {
        ...Object.fromEntries(
          [
            'start',
            'standalone',
            'dev',
            'build',
            'watch',
            'validate',
            'lint',
            'doctor',
            'deploy',
            'test'
          ].map(name => [name, `cozy-jobs ${name}`])
        ),
        cozyPublish: 'cozy-jobs publish',
        pretest: 'npm run clean',
        clean: 'rm -rf ./data',
        mine: 'echo mine'
      },
      // What came along with the old library is asked for by name where it is used.
      dependencies: { '@cozy-jobs/konnector': '0.1.0', lodash: '4.17.21', ms: '2.1.3' },
      devDependencies: {
        '@cozy-jobs/cli': '0.1.0',
        '@eslint/js': '10.0.1',
        eslint: '10.15.0',
        jest: '30.5.2'
      },
      cozyJobs: { compat: true }
    })
    expect(after['manifest.konnector']).toBe(OLD['manifest.konnector'])
    const ignored = String(after['.gitignore']).split('\n')
    expect(ignored).toEqual(
      expect.arrayContaining(['konnector-dev-config.json', '/fixtures/*.har', '!.gitkeep'])
    )
    expect(ignored.filter(line => /^\/?data/.test(line))).toEqual(['data/*'])
  })

  it('then builds, is linted and run by the commands', async () => {
    await move()
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(
      join(folder, 'konnector-dev-config.json'),
      '{ "fields": { "login": "camille", "password": "open" } }'
    )
    const run = (...words: string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(ROOT, 'packages/cli/bin/cozy-jobs.js'), ...words],
        { cwd: folder, encoding: 'utf8' }
      )
      return { status, text: stdout + stderr }
    }
    expect(run('build')).toMatchObject({ status: 0 })
    expect(run('lint')).toMatchObject({ status: 0 })
    expect(run('standalone').text).toContain('Failed to run shop: LOGIN_FAILED')
  }, 90_000)

  it('is not moved a second time', async () => {
    await move()
    await expect(move()).rejects.toThrow('it was moved over before')
  })
})

describe('the tree stays as it was', () => {
  it.each([
    ['the answer is no', { yes: false, answer: false }, /topped/],
    ['nobody can be asked', { yes: false }, /--yes/]
  ])('where %s', async (_, given, why) => {
    const before = tree()
    await expect(move(given)).rejects.toThrow(why)
    expect(tree()).toEqual(before)
    expect(said.join('\n')).toContain('+++ b/package.json')
  })

  it('where only the diff is wanted', async () => {
    const before = tree()
    await move({ dryRun: true })
    expect(tree()).toEqual(before)
    expect(said.join('\n')).toContain("-module.exports = require('cozy-konnector-build/webpack.config')")
  })

  it.each<[string, Record<string, string | null>, RegExp]>([
    [
      'a konnector of the flagship app',
      { 'package.json': '{"dependencies":{"cozy-clisk":"1.0.0"}}' },
      /cozy-clisk/
    ],
    [
      'another project',
      { 'package.json': '{"dependencies":{"left-pad":"1.0.0"}}' },
      /does not ask for cozy-konnector-libs/
    ],
    ['a package.json with a mistake', { 'package.json': '{' }, /is no JSON object/],
    ['no sources', { src: null }, /there is no src\//],
    ['no manifest', { 'manifest.konnector': null }, /wants a konnector/]
  ])('of %s', async (_, change, why) => {
    fixturify.writeSync(folder, change)
    const before = tree()
    await expect(move()).rejects.toThrow(why)
    expect(tree()).toEqual(before)
  })

  it('a webpack configuration of its own stays, and is told', async () => {
    fixturify.writeSync(folder, { 'webpack.config.js': 'module.exports = { module: { rules: [] } }\n' })
    await move()
    expect(tree()['webpack.config.js']).toBeDefined()
    expect(said.join('\n')).toContain('webpack.config.js stays, and is read no more')
  })
})
