import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../run/main.js'
import { renderCi } from './render-ci.js'

const root = mkdtempSync(join(tmpdir(), 'generator-ci-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(root, 'job-'))
  execFileSync('git', ['init', '-q', '-b', 'master'], { cwd: folder })
  writeFileSync(join(folder, 'package.json'), '{ "name": "job" }\n')
})

const ci = async (words: readonly string[], cwd = folder) => {
  const said: string[] = []
  const complained: string[] = []
  const code = await main({
    words: ['ci', ...words],
    folder: cwd,
    interactive: false,
    say: line => void said.push(line),
    complain: line => void complained.push(line),
    signals: new EventEmitter()
  })
  return { code, said: said.join('\n'), complained: complained.join('\n') }
}
const read = (path: string): string => readFileSync(join(folder, path), 'utf8')

describe('yo cozy:ci', () => {
  test('makes the files at the top of the repository, from below it, and says the steps', async () => {
    mkdirSync(join(folder, 'src'))
    const { code, said } = await ci(['--yes', '--provider', 'both'], join(folder, 'src'))
    expect(code).toBe(0)
    expect(read('.github/workflows/ci.yml')).toContain("github.ref == 'refs/heads/master'")
    expect(read('.travis.yml')).toContain('branch = master')
    expect(existsSync(join(folder, 'src/.travis.yml'))).toBe(false)
    for (const word of [
      'only if .travis.yml is present',
      'branch updates',
      'pull request updates',
      '"repo"',
      'GITHUB_TOKEN',
      '"Display value in build log" off'
    ])
      expect(said).toContain(word)
  })

  test('says nothing of Travis where it is not used', async () => {
    expect((await ci(['--yes'])).said).not.toMatch(/travis/i)
    expect(existsSync(join(folder, '.travis.yml'))).toBe(false)
  })

  test('the first line of a file makes the same file again', async () => {
    await ci([
      '--yes',
      '--provider',
      'travis',
      '--build-branch',
      'built',
      '--node',
      '20.19,24',
      '--no-publish'
    ])
    const before = read('.travis.yml')
    const [, words = ''] = /^# Made by: yo cozy:ci (.*)$/m.exec(before) ?? []
    const { code, said } = await ci(words.split(' '))
    expect(code).toBe(0)
    expect(said).toContain('The files are up to date.')
    writeFileSync(join(folder, '.travis.yml'), `${before}# an edit\n`)
    expect((await ci(words.split(' '))).code).toBe(0)
    expect(read('.travis.yml')).toBe(before)
  })

  test('takes its defaults from the first line of the files that are there; flags still win', async () => {
    const words = '--provider both --layout workspace --package-manager yarn --branch next --node 20.19,24'
    await ci(['--yes', ...words.split(' '), '--no-publish'])
    const before = read('.github/workflows/ci.yml')
    expect((await ci(['--yes'])).said).toContain('The files are up to date.')
    const { said } = await ci(['--yes', '--dry-run', '--branch', 'trunk'])
    expect(said).toContain(`+# Made by: yo cozy:ci --yes ${words.replace('next', 'trunk')} --no-publish`)
    expect(read('.github/workflows/ci.yml')).toBe(before)
    rmSync(join(folder, '.github'), { recursive: true })
    await ci(['--yes'])
    expect(read('.github/workflows/ci.yml')).toBe(before)
  })

  test('made for one provider and then the other, the files are made again for both', async () => {
    await ci(['--yes', '--provider', 'github', '--build-branch', 'built'])
    await ci(['--yes', '--provider', 'travis'])
    await ci(['--yes'])
    for (const path of ['.github/workflows/ci.yml', '.travis.yml'])
      expect(read(path)).toMatch(/^# Made by: yo cozy:ci --yes --provider both .* --build-branch built /)
  })

  test('does not replace a file of the person without a word', async () => {
    writeFileSync(join(folder, '.travis.yml'), 'language: node_js\n')
    const { code } = await ci([
      ...'--provider travis --layout single --package-manager npm --branch master'.split(' '),
      ...'--build-branch build --node 22 --publish'.split(' ')
    ])
    expect(code).not.toBe(0)
    expect(read('.travis.yml')).toBe('language: node_js\n')
  })

  test.each([
    [['--branch', 'a b'], '"a b" cannot stand in these files'],
    [['--build-branch', 'master'], 'Give the build a branch of its own'],
    [['--node', 'newest'], '"newest" is no version of Node'],
    [['--layout', 'workspace', '--build-branch', 'x'], 'each job has a branch of its own'],
    [['--provider', 'jenkins'], 'jenkins']
  ])('refuses %j', async (words, why) => {
    const { code, complained } = await ci(['--yes', ...words])
    expect(code).toBe(2)
    expect(complained).toContain(why)
    expect(existsSync(join(folder, '.github'))).toBe(false)
  })
})

test('rendering is pure, and a workspace deploys what is affected', () => {
  const answers = {
    provider: 'github',
    layout: 'workspace',
    packageManager: 'yarn',
    branch: 'main',
    node: ['22'],
    publish: false
  } as const
  expect(renderCi(answers)).toEqual(renderCi(answers))
  expect(renderCi(answers)['.github/workflows/ci.yml']).toContain('nx affected -t deploy')
})
