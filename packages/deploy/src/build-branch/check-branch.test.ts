import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createRepositories, MANIFEST, type Repositories } from '../testing/repositories.js'
import { deployBuild, type DeployReport } from './deploy-build.js'

let here: Repositories

beforeEach(() => {
  here = createRepositories()
})

afterEach(() => here.remove())

const deploy = (branch: string): Promise<DeployReport> =>
  deployBuild({ folder: here.work, env: here.env, signal: new AbortController().signal, branch })

const refusal = async (branch: string): Promise<string> => {
  const refs = here.there('for-each-ref')
  const error = await deploy(branch).then(
    () => new Error('it was deployed'),
    (reason: Error) => reason
  )
  expect(here.there('for-each-ref')).toBe(refs)
  return error.message
}

/** A branch of the remote that has these files and no history. */
const branchWith = (branch: string, files: Record<string, string>, message = 'Build'): void => {
  here.git('checkout', '--quiet', '--orphan', branch)
  here.git('rm', '-r', '--cached', '--quiet', '.')
  here.write({ aside: files })
  for (const name of Object.keys(files)) {
    const id = here.git('hash-object', '-w', `aside/${name}`)
    here.git('update-index', '--add', '--cacheinfo', `100644,${id},${name}`)
  }
  here.git('commit', '--quiet', `--message=${message}`)
  here.git('push', '--quiet', 'origin', branch)
  here.git('checkout', '--quiet', '--force', 'main')
  here.git('branch', '-D', branch)
}

describe('a branch that is none for builds', () => {
  it('is one of sources by its name, by being checked out, by being the default one', async () => {
    here.git('checkout', '--quiet', '-b', 'feature')
    expect(await refusal('feature')).toBe(
      'Failed to deploy: "feature" is no branch for builds: it is checked out here. Name another with --branch, such as "build". Nothing was changed.'
    )
    expect(await refusal('main')).toContain('"main" is no branch for builds: sources have this name')
    expect(await refusal('master')).toContain('sources have this name')
    branchWith('trunk', { 'manifest.webapp': MANIFEST })
    here.there('symbolic-ref', 'HEAD', 'refs/heads/trunk')
    expect(await refusal('trunk')).toContain('it is the default branch of the remote')
  })

  it('is one of sources by what it holds, or by its history', async () => {
    branchWith('pages', { 'index.html': '' })
    expect(await refusal('pages')).toContain(
      '"pages" is no branch for builds: what it holds has no manifest.'
    )
    branchWith('next', { 'manifest.webapp': MANIFEST, 'webpack.config.js': '' })
    expect(await refusal('next')).toContain('it holds sources: webpack.config.js.')
    here.git('rm', '--quiet', '-r', 'src', '.gitignore')
    here.git('commit', '--quiet', '--message=Flat')
    here.git('push', '--quiet', 'origin', 'HEAD:flat')
    expect(await refusal('flat')).toContain('its history is that of the sources.')
  })

  it('is one of sources though a squashed merge names the commit of a build', async () => {
    here.git('checkout', '--quiet', '-b', 'develop')
    here.git('commit', '--quiet', '--allow-empty', `--message=Merge all\n\nSource-Commit: ${'a'.repeat(40)}`)
    here.git('push', '--quiet', 'origin', 'develop')
    here.git('checkout', '--quiet', 'main')
    await expect(deploy('develop')).rejects.toThrow('"develop" is no branch for builds: it holds sources: ')
  })

  it('is one of another job', async () => {
    branchWith(
      'build',
      { 'manifest.webapp': MANIFEST.replace('"todos"', '"notes"') },
      `Build\n\nSource-Commit: ${'a'.repeat(40)}`
    )
    expect(await refusal('build')).toContain(
      'the branch build holds the build of "notes", and this one is "todos". Name another with --branch'
    )
  })
})

describe('a branch for builds', () => {
  it('may come from another tool', async () => {
    branchWith('build', { 'manifest.webapp': MANIFEST, 'package.json': '{}', 'README.md': '' })
    const before = here.there('rev-parse', 'build')
    expect(await deploy('build')).toMatchObject({ state: 'deployed', parent: before })
    expect(here.there('ls-tree', '--name-only', 'build')).toBe('index.js\nmanifest.webapp')
  })

  it('may be the first that a remote has ever had', async () => {
    here.there('update-ref', '-d', 'refs/heads/main')
    here.there('symbolic-ref', 'HEAD', 'refs/heads/build')
    expect((await deploy('build')).state).toBe('deployed')
    here.write({ build: { 'index.js': '2' } })
    expect((await deploy('build')).state).toBe('deployed')
  })
})
