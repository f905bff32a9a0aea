import { beforeAll, describe, expect, it } from '@jest/globals'
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { LOCK, NODE_MODULES, runProgram } from '../testing/run-command.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

const base = temporaryFolder()

/** A fresh project, linked to the packages of this repository. */
const project = async (name: string, ...words: string[]): Promise<string> => {
  const folder = join(base, name)
  mkdirSync(folder)
  const { code, said } = await runProgram('generator', folder, [...words, '--yes'])
  if (code !== 0) throw new Error(said)
  symlinkSync(NODE_MODULES, join(folder, 'node_modules'))
  return folder
}

const jobs = (folder: string, ...words: string[]) => runProgram('jobs', folder, words)

describe('a repository of its own, untouched', () => {
  let folder: string
  beforeAll(async () => {
    folder = await project('tidy-todos', 'service', '--trigger', '@event io.cozy.todos:CREATED')
  })

  it('is built, and its manifest is right', async () => {
    expect(await jobs(folder, 'build')).toMatchObject({ code: 0 })
    const { code, said } = await jobs(folder, 'validate')
    expect(said).toMatch(/nothing to mend|\b0 errors/)
    expect(code).toBe(0)
  }, 60_000)

  it('passes its own test and lint', async () => {
    const test = await jobs(folder, 'test')
    expect(test.said).toContain('2 passed')
    expect(test.code).toBe(0)
    expect(await jobs(folder, 'lint')).toMatchObject({ code: 0, said: '' })
  }, 60_000)

  it('marks the document of the event, and nothing else', async () => {
    const { code, said } = await runProgram('jobs', folder, ['standalone', '--json'])
    expect(code).toBe(0)
    const { changes } = JSON.parse(said.slice(said.indexOf('{'))) as {
      changes: { doctype: string; before: object; after: Record<string, unknown> }[]
    }
    expect(changes.map(({ doctype, before, after }) => ({ doctype, before, after }))).toEqual([
      {
        doctype: 'io.cozy.todos',
        before: expect.objectContaining({ _id: 'post', label: 'Fetch the parcel' }),
        after: {
          _id: 'post',
          _rev: expect.stringMatching(/^2-/),
          label: 'Fetch the parcel',
          done: true,
          seenAt: expect.stringMatching(/^20/),
          cozyMetadata: expect.anything()
        }
      }
    ])
  }, 60_000)
})

describe.each([
  ['files', ['--trigger', '@event io.cozy.files:CREATED', '--verbs', 'GET'], 'looked at'],
  ['a webhook', ['--trigger', '@webhook', '--debounce', '1m'], '0 kept']
])('%s', (name, words, line) => {
  it('runs at once', async () => {
    const folder = await project(name.replace(' ', '-'), 'service', 'tidy', '--folder', '.', ...words)
    const { code, said } = await jobs(folder, 'standalone')
    expect(said).toContain(line)
    expect(said).toContain('Done: tidy')
    expect(code).toBe(0)
  }, 60_000)
})

describe('a workspace, untouched', () => {
  it('builds and checks its first job through Nx', async () => {
    const folder = await project('home', 'workspace', '--with', 'service', '--name', 'tidy-notes')
    cpSync(LOCK, join(folder, 'package-lock.json'))
    const { code, said } = await runProgram('nx', folder, [
      'run-many',
      '-t',
      'build',
      'test',
      'lint',
      'validate'
    ])
    expect(said).toContain('Successfully ran targets build, test, lint, validate for project tidy-notes')
    expect(code).toBe(0)
    expect(readFileSync(join(folder, 'apps/tidy-notes/build/tidy-notes.js'), 'utf8')).toContain('seenAt')
  }, 90_000)
})
