import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import fixturify from 'fixturify'
import { createRepositories, MANIFEST, snapshot, type Repositories } from '../testing/repositories.js'
import { deployBuild, type DeployReport } from './deploy-build.js'

let here: Repositories

beforeEach(() => {
  here = createRepositories()
})

afterEach(() => here.remove())

const run = (cwd: string, ...args: string[]): string =>
  execFileSync('git', args, {
    cwd,
    env: here.env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe']
  }).trim()

/** Deploys a build from a folder, and tells that nothing there was touched. */
const deployFrom = async (folder: string, index = 'console.log(2)'): Promise<DeployReport> => {
  fixturify.writeSync(folder, { build: { 'manifest.webapp': MANIFEST, 'index.js': index } })
  const before = snapshot(here.work)
  const own = snapshot(folder)
  const report = await deployBuild({ folder, env: here.env, signal: new AbortController().signal })
  expect(snapshot(here.work)).toEqual(before)
  expect(snapshot(folder)).toEqual(own)
  return report
}

describe('a build goes out from', () => {
  it('a detached HEAD', async () => {
    here.git('checkout', '--quiet', '--detach')
    expect((await deployFrom(here.work)).source.branch).toBeUndefined()
  })

  it('a shallow clone of one branch, as CI has it, on top of builds that it never saw', async () => {
    const first = await deployFrom(here.work, '1')
    const second = await deployFrom(here.work, '2')
    const clone = join(here.folder, 'clone')
    run(here.folder, 'clone', '--quiet', '--depth=1', '--no-tags', `file://${here.remote}`, clone)
    const third = await deployFrom(clone, '3')
    expect(here.there('rev-list', 'build').split('\n')).toEqual([third.commit, second.commit, first.commit])
    expect((await deployFrom(clone, '3')).state).toBe('unchanged')
    expect(here.there('fsck', '--full')).toBe('')
  })

  it('another work tree of the repository', async () => {
    const other = join(here.folder, 'other')
    here.git('worktree', 'add', '--quiet', '-b', 'topic', other)
    expect(await deployFrom(other)).toMatchObject({ branch: 'build', source: { branch: 'topic' } })
  })

  it('a submodule, to its own remote', async () => {
    const outer = join(here.folder, 'outer')
    mkdirSync(outer)
    run(outer, 'init', '--quiet')
    run(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', here.remote, 'job')
    expect(await deployFrom(join(outer, 'job'))).toMatchObject({ branch: 'build', url: here.remote })
  })

  it('the hook of a repository, whose variables git hands on', async () => {
    fixturify.writeSync(here.work, { build: { 'index.js': '2' } })
    const env = { ...here.env, GIT_DIR: join(here.work, '.git'), GIT_INDEX_FILE: '.git/index' }
    const before = snapshot(here.work)
    await deployBuild({ folder: here.work, env, signal: new AbortController().signal })
    expect(snapshot(here.work)).toEqual(before)
    expect(here.there('show', 'build:index.js')).toBe('2')
  })

  it('the hook of another repository than that of the job', async () => {
    const other = join(here.folder, 'other')
    run(here.folder, 'init', '--quiet', other)
    const env = { ...here.env, GIT_DIR: join(other, '.git'), GIT_INDEX_FILE: '.git/index', GIT_PREFIX: '' }
    const { source } = await deployBuild({ folder: here.work, env, signal: new AbortController().signal })
    expect(source.commit).toBe(here.git('rev-parse', 'HEAD'))
  })

  it('a folder with a line end in its name', async () => {
    const odd = join(here.folder, 'a\nb')
    renameSync(here.work, odd)
    const options = { folder: odd, env: here.env, signal: new AbortController().signal }
    expect(await deployBuild(options)).toMatchObject({ state: 'deployed', branch: 'build' })
  })

  it('a partial clone, which gets nothing more for it', async () => {
    const build = join(here.folder, 'built')
    run(here.folder, 'init', '--quiet', '--initial-branch=build', build)
    fixturify.writeSync(build, { 'manifest.webapp': MANIFEST })
    run(build, 'add', '--all')
    run(build, 'commit', '--quiet', '--message=Of another tool')
    run(build, 'push', '--quiet', here.remote, 'build')
    here.there('config', 'uploadpack.allowFilter', 'true')
    here.there('config', 'uploadpack.allowAnySHA1InWant', 'true')
    const clone = join(here.folder, 'clone')
    run(
      here.folder,
      'clone',
      '--quiet',
      '--filter=blob:none',
      '--single-branch',
      `file://${here.remote}`,
      clone
    )
    fixturify.writeSync(clone, { build: { 'manifest.webapp': MANIFEST, 'index.js': '1' } })
    const before = snapshot(join(clone, '.git'))
    expect(await deployFrom(clone)).toMatchObject({ state: 'deployed' })
    expect(snapshot(join(clone, '.git'))).toEqual(before)
  })

  it('a remote beside it whose address is relative, or an abbreviation', async () => {
    here.git('remote', 'set-url', 'origin', '../remote.git')
    expect((await deployFrom(here.work)).state).toBe('deployed')
    here.git('remote', 'set-url', 'origin', 'short:remote.git')
    here.git('config', `url.${here.folder}/.insteadOf`, 'short:')
    expect((await deployFrom(here.work)).state).toBe('unchanged')
  })

  it('a repository of SHA-256', async () => {
    const [remote, work] = [join(here.folder, 'far.git'), join(here.folder, 'near')]
    run(here.folder, 'init', '--quiet', '--bare', '--object-format=sha256', remote)
    run(here.folder, 'init', '--quiet', '--object-format=sha256', work)
    run(work, 'commit', '--quiet', '--allow-empty', '--message=Begin')
    run(work, 'remote', 'add', 'origin', remote)
    expect((await deployFrom(work, '1')).commit).toMatch(/^[0-9a-f]{64}$/)
    expect((await deployFrom(work, '2')).source.commit).toHaveLength(64)
  })
})

it('names who made the sources where git knows nobody', async () => {
  const env = Object.fromEntries(Object.entries(here.env).filter(([name]) => !/AUTHOR|COMMITTER/.test(name)))
  const signal = new AbortController().signal
  await deployBuild({ folder: here.work, env, signal })
  expect(here.there('log', '-1', '--format=%an %ae %cn', 'build')).toBe('Test test@localhost Test')
  here.git('config', 'user.name', 'Owner')
  here.git('config', 'user.email', 'owner@localhost')
  here.write({ build: { 'index.js': '2' } })
  await deployBuild({ folder: here.work, env, signal })
  expect(here.there('log', '-1', '--format=%an %ce', 'build')).toBe('Owner owner@localhost')
})
