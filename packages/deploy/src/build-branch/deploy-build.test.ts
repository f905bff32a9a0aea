import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { chmodSync, cpSync, existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  createRepositories,
  gitThatFirst,
  MANIFEST,
  setHook,
  snapshot,
  type Repositories
} from '../testing/repositories.js'
import { deployBuild, type DeployOptions, type DeployReport } from './deploy-build.js'

let here: Repositories

beforeEach(() => {
  here = createRepositories()
})

afterEach(() => here.remove())

const deploy = (more: Partial<DeployOptions> = {}): Promise<DeployReport> =>
  deployBuild({ folder: here.work, env: here.env, signal: new AbortController().signal, ...more })

const treeOf = (branch = 'build'): string =>
  here.there('ls-tree', '-r', '--format=%(objectmode) %(path)', branch)

describe('a build', () => {
  it('is put on the branch build, in a commit that names its source', async () => {
    const report = await deploy()
    const source = here.git('rev-parse', 'HEAD')
    expect(report).toMatchObject({
      state: 'deployed',
      branch: 'build',
      remote: 'origin',
      url: here.remote,
      commit: here.there('rev-parse', 'build'),
      source: { commit: source, branch: 'main', uncommitted: 0 },
      job: { kind: 'webapp', slug: 'todos', name: 'todos' },
      warnings: []
    })
    expect(treeOf()).toBe('100644 index.js\n100644 manifest.webapp')
    expect(here.there('log', '--format=%B', 'build')).toBe(
      `Build of todos 1.0.0 from ${source.slice(0, 7)}\n\nSay one\n\nSource-Commit: ${source}`
    )
    expect(here.there('log', '-1', '--format=%(trailers:key=Source-Commit,valueonly)', 'build')).toBe(source)
  })

  it('touches neither work tree nor index nor HEAD nor anything else of the repository', async () => {
    const before = snapshot(here.work)
    await deploy()
    expect(snapshot(here.work)).toEqual(before)
  })

  it('stands on the build before it, and changes nothing where it is the same', async () => {
    const first = await deploy()
    expect(await deploy()).toMatchObject({ state: 'unchanged', commit: first.commit, changes: [] })
    here.write({ build: { 'index.js': 'console.log(2)\n', 'more.js': '' } })
    const second = await deploy()
    expect(second).toMatchObject({
      state: 'deployed',
      parent: first.commit,
      changes: [
        { path: 'index.js', change: 'changed' },
        { path: 'more.js', change: 'added' }
      ]
    })
    expect(here.there('rev-list', 'build').split('\n')).toEqual([second.commit, first.commit])
  })

  it('is only told of in a dry run', async () => {
    const refs = here.there('for-each-ref')
    const report = await deploy({ dryRun: true, tag: 'v1' })
    expect(report).toMatchObject({
      state: 'planned',
      changes: [{ path: 'index.js' }, { path: 'manifest.webapp' }]
    })
    expect(here.there('for-each-ref')).toBe(refs)
  })

  it('holds what .gitignore names, dotfiles, executables, links and odd names, byte for byte', async () => {
    const odd = 'a "quoted" n\name\té'
    here.write({
      '.gitattributes': '* text=auto eol=crlf filter=lfs\n',
      build: {
        '.hidden': 'h',
        'x.log': 'a\r\nb\n',
        run: '#!/bin/sh\n',
        build: { '.gitignore': '*' },
        [odd]: odd
      }
    })
    here.git('config', 'core.autocrlf', 'true')
    chmodSync(join(here.work, 'build/run'), 0o755)
    symlinkSync('run', join(here.work, 'build/link'))
    writeFileSync(join(here.work, 'build/back\\slash'), '')
    writeFileSync(Buffer.from(join(here.work, 'build/\u00ff'), 'latin1'), 'latin')
    await deploy()
    expect(
      here
        .there('ls-tree', '-r', '-z', 'build')
        .split('\0')
        .map(line => line.replace(/ blob [0-9a-f]+\t/, ' '))
    ).toEqual(
      expect.arrayContaining([
        '100644 .hidden',
        '100644 x.log',
        '100755 run',
        '120000 link',
        '100644 build/.gitignore',
        '100644 back\\slash',
        `100644 ${odd}`
      ])
    )
    expect(here.there('cat-file', 'blob', 'build:x.log')).toBe('a\r\nb')
    expect(here.there('cat-file', 'blob', 'build:link')).toBe('run')
    expect(here.there('ls-tree', '-r', 'build')).toContain('"\\377"')
  })

  it('takes work that is not committed, and says so', async () => {
    here.write({ src: { 'index.ts': 'changed', 'new.ts': '' } })
    const told: string[] = []
    const before = snapshot(here.work)
    const { warnings } = await deploy({ warn: warning => told.push(warning) })
    expect(warnings).toEqual([
      expect.stringMatching(/^2 files differ from commit [0-9a-f]+: the build may hold/)
    ])
    expect(told).toEqual(warnings)
    expect(here.there('log', '-1', '--format=%B', 'build')).toContain(
      'Source-State: with uncommitted changes'
    )
    expect(snapshot(here.work)).toEqual(before)
  })

  it('leaves out what git can not hold, and names links that lead out', async () => {
    here.write({ build: { '.git': 'gitdir: elsewhere', sub: {} } })
    symlinkSync('../../../etc', join(here.work, 'build/sub/out'))
    const { warnings } = await deploy()
    expect(warnings).toEqual([
      'sub/out is a link that leads out of the build: stacks refuse it.',
      '.git is left out: git can not hold it.'
    ])
    expect(treeOf()).not.toContain('.git')
  })

  it('gets a tag, with its commit or not at all', async () => {
    const first = await deploy({ tag: 'v1' })
    expect(here.there('rev-parse', 'v1')).toBe(first.commit)
    expect(await deploy({ tag: 'v1' })).toMatchObject({ state: 'unchanged' })
    expect(await deploy({ tag: 'v2' })).toMatchObject({ state: 'deployed', commit: first.commit })
    expect(here.there('rev-parse', 'v2')).toBe(first.commit)
    here.write({ build: { 'index.js': '2' } })
    await expect(deploy({ tag: 'v1' })).rejects.toThrow(/^Failed to deploy: .* has a tag v1 already/)
    expect(here.there('rev-parse', 'build')).toBe(first.commit)
  })

  it('goes to the branch that is asked for: the option, DEPLOY_BRANCH, or build', async () => {
    const env = { ...here.env, DEPLOY_BRANCH: 'of-environment' }
    expect((await deploy({ env })).branch).toBe('of-environment')
    expect((await deploy({ env, branch: 'asked' })).branch).toBe('asked')
    expect((await deploy({ env: { ...here.env, DEPLOY_BRANCH: '' } })).branch).toBe('build')
  })

  it('of one of several jobs goes to a branch of its own', async () => {
    here.write({ apps: { 'my job': { build: { 'manifest.webapp': MANIFEST } } } })
    expect((await deploy({ folder: join(here.work, 'apps/my job') })).branch).toBe('build-my-job')
  })
})

describe('a push that fails changes nothing', () => {
  const failing = async (more: Partial<DeployOptions> = {}): Promise<string> => {
    const [before, refs] = [snapshot(here.work), here.there('for-each-ref')]
    const error = await deploy(more).then(
      () => undefined,
      (reason: Error) => reason
    )
    expect(snapshot(here.work)).toEqual(before)
    expect(here.there('for-each-ref')).toBe(refs)
    return error?.message ?? ''
  }

  it('where the remote refuses it', async () => {
    setHook(here, 'echo "not on Fridays" >&2; exit 1')
    expect(await failing()).toBe(
      `Failed to deploy: origin (${here.remote}) refused the branch build: pre-receive hook declined, it says: not on Fridays. Do as it says, and deploy again. Nothing was changed.`
    )
  })

  it('where the branch is protected', async () => {
    setHook(here, 'echo "GH006: Protected branch update failed" >&2; exit 1')
    expect(await failing()).toMatch(
      /^Failed to deploy: the branch build of origin .* is protected, it says: GH006/
    )
  })

  it.each([
    [
      'before the push is taken',
      'unset GIT_QUARANTINE_PATH; git update-ref refs/heads/build refs/heads/main',
      ''
    ],
    ['before it is sent', '', 'git --git-dir="$REMOTE" update-ref refs/heads/build refs/heads/main']
  ])('where somebody else was faster, %s', async (_, there, onPush) => {
    await deploy()
    here.write({ build: { 'index.js': '2' } })
    setHook(here, there || 'exit 0')
    const env = gitThatFirst(here, onPush)
    const before = snapshot(here.work)
    await expect(deploy({ env })).rejects.toThrow(
      /somebody else has written the branch build .* Deploy again/
    )
    expect(snapshot(here.work)).toEqual(before)
    expect(here.there('rev-parse', 'build')).toBe(here.there('rev-parse', 'main'))
  })

  it('which is none where the same build is there by then, as of a tag beside its branch', async () => {
    const hold = join(here.folder, 'hold.git')
    cpSync(here.remote, hold, { recursive: true })
    await deploy({ remote: hold })
    const env = gitThatFirst(here, `git --git-dir="$REMOTE" fetch --quiet "${hold}" build:build || :`)
    expect(await deploy({ env, tag: 'v1' })).toMatchObject({ state: 'deployed' })
    expect(here.there('rev-parse', 'v1')).toBe(here.there('rev-parse', 'build'))
  })

  it('which is none, too, where the server itself finds it there', async () => {
    const hold = join(here.folder, 'hold.git')
    cpSync(here.remote, hold, { recursive: true })
    await deploy({ remote: hold })
    setHook(
      here,
      `[ -e '${hold}/done' ] || { touch '${hold}/done'; unset GIT_QUARANTINE_PATH; git fetch --quiet '${hold}' build:build; }`
    )
    expect(await deploy({ tag: 'v1' })).toMatchObject({ state: 'deployed' })
    expect(here.there('rev-parse', 'v1')).toBe(here.there('rev-parse', 'build'))
  })

  it('where a branch stands in the way of its name', async () => {
    here.git('push', '--quiet', 'origin', 'main:build/x')
    expect(await failing()).toMatch(
      /^Failed to deploy: origin .* can not hold a branch build beside refs\/heads\/build\/x\. Name another/
    )
  })

  it('where there is no place for what is between', async () => {
    const file = join(here.folder, 'a-file')
    writeFileSync(file, '')
    expect(await failing({ env: { ...here.env, TMPDIR: file } })).toBe(
      `Failed to deploy: ${file} can not be written: ENOTDIR. Make room there, or set TMPDIR to another. Nothing was changed.`
    )
  })

  it('where the remote is gone', async () => {
    const gone = here.remote
    here.git('remote', 'set-url', 'origin', join(gone, 'nowhere'))
    expect(await failing()).toMatch(/^Failed to deploy: origin .* has no such repository/)
    here.git('remote', 'set-url', 'origin', 'http://127.0.0.1:1/x.git')
    expect(await failing()).toMatch(
      /^Failed to deploy: origin .* is not reachable: unable to access .*Look at the network/
    )
  })

  it('where it is interrupted', async () => {
    expect(await failing({ signal: AbortSignal.abort() })).toBe(
      'Failed to deploy: it was interrupted. Nothing was changed.'
    )
  })

  it('where it is interrupted while the remote takes it, which nobody knows the end of', async () => {
    const controller = new AbortController()
    const [sent, go] = [join(here.folder, 'sent'), join(here.folder, 'go')]
    setHook(here, `mkfifo '${go}'; touch '${sent}'; cat '${go}'`)
    const deployment = deploy({ signal: controller.signal }).catch((reason: Error) => reason.message)
    while (!existsSync(sent)) await new Promise(done => setImmediate(done))
    controller.abort()
    expect(await deployment).toMatch(
      /^Failed to deploy: it was interrupted while the build was sent\. The branch build of origin .* holds this build or/
    )
    writeFileSync(go, '')
  })
})

describe('what makes no sense', () => {
  it('is said where there is no git, no repository, no commit, no remote, no build', async () => {
    await expect(deploy({ env: { ...here.env, PATH: '/nowhere' } })).rejects.toThrow('git is not installed')
    here.git('remote', 'add', 'other', here.remote)
    here.git('remote', 'rename', 'origin', 'third')
    await expect(deploy()).rejects.toThrow('has several remotes (third, other) and none is called origin')
    await expect(deploy({ remote: '-oX=1@y:z' })).rejects.toThrow('no remote "-oX=1@y:z"')
    await expect(deploy({ remote: 'fourth' })).rejects.toThrow('no remote "fourth". It has: third, other.')
    expect((await deploy({ remote: 'other' })).remote).toBe('other')
    expect((await deploy({ remote: here.remote })).state).toBe('unchanged')
    here.git('remote', 'remove', 'third')
    here.git('remote', 'remove', 'other')
    await expect(deploy()).rejects.toThrow('the repository has no remote')
    rmSync(join(here.work, 'build/manifest.webapp'))
    await expect(deploy()).rejects.toThrow(`${here.work}/build is no build: it has no manifest. Build first`)
    rmSync(join(here.work, 'build'), { recursive: true })
    await expect(deploy()).rejects.toThrow('build can not be read: ENOENT')
    rmSync(join(here.work, '.git'), { recursive: true })
    here.write({ build: { 'manifest.webapp': MANIFEST } })
    await expect(deploy()).rejects.toThrow('is in no git repository')
    here.git('init', '--quiet')
    await expect(deploy()).rejects.toThrow('the repository has no commit yet')
  })

  it('is a branch or a tag that git does not take', async () => {
    for (const branch of ['-x', 'a..b', 'a b', 'x.lock', 'refs/heads/build', 'HEAD']) {
      await expect(deploy({ branch })).rejects.toThrow(`git takes no branch of the name "${branch}"`)
    }
    await expect(deploy({ tag: 'a b' })).rejects.toThrow('git takes no tag of the name "a b"')
  })
})
