import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import fixturify from 'fixturify'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readRecord } from '../project/record.js'
import { render } from '../render/render.js'
import { runGenerator } from '../run/run-generator.js'
import { createUpdateGenerator } from './generator.js'
import { releaseOf } from './releases.js'

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url))
const OLD = '0.0.9'
const TODAY = '0.1.0'

const ANSWERS = {
  name: 'corner-shop',
  title: 'Corner shop',
  site: 'https://shop.example.org',
  category: 'shopping',
  data: 'bills',
  login: 'form',
  fields: [],
  scope: [],
  editor: 'Camille',
  ci: []
}

let root: string
let project: string
const said: string[] = []
const at = (path: string): string => join(project, path)
const read = (path: string): string => readFileSync(at(path), 'utf8')
const edit = (path: string, from: string, to: string): void => {
  expect(read(path)).toContain(from)
  writeFileSync(at(path), read(path).replace(from, to))
}
const tree = () => fixturify.readSync(project)

/** Templates as they might have been before: a page less, a script less, a file of another name. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'update-'))
  const before = join(root, 'before')
  cpSync(join(PACKAGE, 'templates'), join(before, 'templates'), { recursive: true })
  const template = (path: string): string => join(before, 'templates/konnector', path)
  const change = (path: string, from: string, to: string): void => {
    const text = readFileSync(template(path), 'utf8')
    expect(text).toContain(from)
    writeFileSync(template(path), text.replace(from, to))
  }
  change('every-kind/README.md.ejs', '`konnector-dev-config.json`, `data/`', 'The configuration, `data/`')
  change('login/form/src/open-site.ts.ejs', "url: '/login'", "url: '/sign-in'")
  renameSync(template('every-kind/src/replay.test.ts.ejs'), template('every-kind/src/index.test.ts.ejs'))
  renameSync(template('every-kind/src/fields.ts.ejs'), template('every-kind/src/gone.ts.ejs'))
  execFileSync(
    process.execPath,
    ['archive.mjs', '--version', OLD, '--out', join(root, 'releases'), '--package', before],
    { cwd: PACKAGE }
  )
}, 60_000)
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A project that was made by the release before. */
beforeEach(async () => {
  said.length = 0
  project = mkdtempSync(join(root, 'project-'))
  const release = await releaseOf(OLD, join(root, 'releases'))
  const place = {
    isInWorkspace: false,
    toRoot: '.',
    packageManager: 'npm' as const,
    mainBranch: 'main',
    license: 'MIT',
    version: OLD,
    jobsVersion: OLD
  }
  const files = release?.render({ name: 'konnector', version: OLD, answers: ANSWERS }, place) ?? {}
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), content)
  }
})

const update = (
  { yes = true, dryRun = false, answer }: { yes?: boolean; dryRun?: boolean; answer?: boolean } = {},
  folder = project
): Promise<void> => {
  const today = { render, renamed: { 'src/index.test.ts': 'src/replay.test.ts' } }
  const spec = createUpdateGenerator({ version: TODAY, today, releases: join(root, 'releases') })
  return runGenerator(
    spec,
    { values: {}, yes, dryRun, help: false },
    {
      folder,
      say: line => said.push(line),
      signals: process,
      ...(answer !== undefined && { ask: () => Promise.resolve(answer) })
    }
  )
}

describe('a project of an older release', () => {
  it('gets what has changed, and keeps what its owner has changed', async () => {
    edit('src/open-site.ts', "log.info('Signed in')", "log.info('Here we are')")
    edit('package.json', '"private": true', '"private": true, "keywords": ["mine"]')
    edit('src/index.test.ts', 'saves nothing twice', 'is mine')
    rmSync(at('icon.svg'))
    await update()
    expect(read('src/open-site.ts')).toContain("url: '/login'")
    expect(read('src/open-site.ts')).toContain("log.info('Here we are')")
    expect(read('README.md')).toContain('`konnector-dev-config.json`, `data/`')
    const packageJson = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
    expect(packageJson).toMatchObject({
      keywords: ['mine'],
      dependencies: { '@cozy-jobs/konnector': TODAY },
      devDependencies: { '@cozy-jobs/cli': TODAY }
    })
    expect(readRecord(packageJson)).toEqual({ name: 'konnector', version: TODAY, answers: ANSWERS })
    // Deleted stays deleted, renamed goes along, new comes, what is gone goes.
    const { src, 'icon.svg': icon } = tree() as { src: Record<string, string>; 'icon.svg'?: string }
    expect(icon).toBeUndefined()
    expect(Object.keys(src).sort()).toEqual([
      'fields.ts',
      'index.ts',
      'open-site.ts',
      'read-bills.ts',
      'replay.test.ts'
    ])
    expect(src['replay.test.ts']).toContain('is mine')
    expect(said.join('\n')).not.toContain('Conflict')
  })

  it('is, untouched, what is generated today', async () => {
    await update()
    const place = {
      isInWorkspace: false,
      toRoot: '.',
      packageManager: 'npm' as const,
      mainBranch: 'main',
      license: 'MIT',
      version: TODAY,
      jobsVersion: TODAY
    }
    const files = render({ name: 'konnector', version: TODAY, answers: ANSWERS }, place) ?? {}
    for (const [path, content] of Object.entries(files)) expect(read(path)).toBe(content)
  })

  it('has both sides between marks where they meet, and says so', async () => {
    edit('src/open-site.ts', "url: '/sign-in'", "url: '/mine'")
    await update()
    expect(read('src/open-site.ts')).toContain(
      "<<<<<<< yours\n      url: '/mine',\n=======\n      url: '/login',\n>>>>>>> templates 0.1.0\n"
    )
    expect(said.join('\n')).toContain('Conflict: src/open-site.ts')
  })

  it('is the same after a second update', async () => {
    edit('src/open-site.ts', "url: '/sign-in'", "url: '/mine'")
    edit('README.md', 'Corner shop', 'My corner shop')
    await update()
    const once = tree()
    await update()
    expect(tree()).toEqual(once)
    expect(said.at(-1)).toContain('It is up to date')
  })

  it('is updated from a folder within it', async () => {
    await update({}, at('src'))
    expect(read('src/open-site.ts')).toContain("url: '/login'")
  })
})

it('in a workspace each job that was generated is updated with it', async () => {
  const workspace = mkdtempSync(join(root, 'workspace-'))
  const record = { name: 'workspace', version: OLD, answers: { workspace: 'mine', ci: [] } }
  fixturify.writeSync(workspace, {
    'package.json': JSON.stringify({ workspaces: ['apps/*'], cozyJobs: { generator: record } }),
    'nx.json': '{ "plugins": ["@cozy-jobs/nx"] }',
    apps: { own: { 'manifest.webapp': '{}' } }
  })
  cpSync(project, join(workspace, 'apps/corner-shop'), { recursive: true })
  await update({}, workspace)
  const site = readFileSync(join(workspace, 'apps/corner-shop/src/open-site.ts'), 'utf8')
  expect(site).toContain("url: '/login'")
  const { cozyJobs } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >
  expect(cozyJobs).toEqual({ generator: { ...record, version: TODAY } })
  expect(fixturify.readSync(join(workspace, 'apps/own'))).toEqual({ 'manifest.webapp': '{}' })
})

describe('the tree stays as it was', () => {
  it.each([
    ['where the answer is no', { yes: false, answer: false }, /[Ss]topped/],
    ['where nobody can be asked', { yes: false }, /--yes/]
  ])('%s', async (_, how, why) => {
    const before = tree()
    await expect(update(how)).rejects.toThrow(why)
    expect(tree()).toEqual(before)
    expect(said.join('\n')).toContain("+      url: '/login',")
  })

  it('where only the diff is wanted', async () => {
    const before = tree()
    await update({ dryRun: true })
    expect(tree()).toEqual(before)
    const shown = said.join('\n')
    expect(shown).toContain("-      url: '/sign-in',\n+      url: '/login',")
    expect(shown).toContain('--- a/src/gone.ts\n+++ /dev/null')
  })

  it.each([
    [
      'marks of an earlier conflict',
      () => edit('README.md', '#', '<<<<<<< yours\n#'),
      /README\.md holds marks/
    ],
    [
      'a newer release',
      () => edit('package.json', `"version": "${OLD}"`, '"version": "9.0.0"'),
      /Install the newest/
    ],
    [
      'a release that is not kept',
      () => edit('package.json', `"version": "${OLD}"`, '"version": "0.0.1"'),
      /templates of 0\.0\.1/
    ],
    ['no record', () => edit('package.json', '"generator"', '"other"'), /does not say by which generator/],
    [
      'templates that nobody knows',
      () => edit('package.json', '"name": "konnector"', '"name": "toString"'),
      /no templates for/
    ]
  ])('where there is %s', async (_, change, why) => {
    change()
    const before = tree()
    await expect(update()).rejects.toThrow(why)
    expect(tree()).toEqual(before)
  })
})
