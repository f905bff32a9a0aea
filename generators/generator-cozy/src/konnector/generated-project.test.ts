import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { GENERATORS } from '../generators.js'
import { runGenerator } from '../run/run-generator.js'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))

const start = async (program: string, cwd: string, words: readonly string[]) => {
  const child = spawn(process.execPath, [join(ROOT, program), ...words], { cwd })
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, said: out + error }
}

const run = (cwd: string, ...words: string[]) => start('packages/cli/bin/cozy-jobs.js', cwd, words)

/** TypeScript by the project's own configuration. Our packages have their types only once they are packed. */
const compile = (cwd: string) =>
  start('node_modules/typescript/bin/tsc', cwd, ['--noEmit', '--noImplicitAny', 'false'])

const generate = async (folder: string, values: Record<string, string | string[]>): Promise<void> => {
  const spec = await GENERATORS.find(({ name }) => name === 'konnector')!.load()
  const say = (): void => undefined
  await runGenerator(
    spec,
    { values, yes: true, dryRun: false, help: false },
    { folder, say, signals: process }
  )
}

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'generated-'))
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const ofOwn = async (values: Record<string, string | string[]>): Promise<string> => {
  const folder = mkdtempSync(join(root, 'own-'))
  await generate(folder, { name: 'corner-shop', ...values })
  return folder
}

describe('a repository of its own', () => {
  it('passes its own validate, lint, test, build and standalone untouched', async () => {
    const folder = await ofOwn({
      data: 'bills',
      login: 'form',
      fields: ['customerNumber', 'phone:text?', 'period:dropdown=month/year']
    })
    const before = readdirSync(folder)
    const [validated, linted, tested] = await Promise.all(
      ['validate', 'lint', 'test'].map(command => run(folder, command))
    )
    expect(validated).toEqual({ code: 0, said: 'manifest.konnector: nothing to mend\n' })
    expect(linted).toEqual({ code: 0, said: '' })
    expect(tested).toMatchObject({ code: 0, said: expect.stringMatching(/Tests: +3 passed/) })
    expect(await compile(folder)).toEqual({ code: 0, said: '' })
    const replayed = await run(folder, 'standalone', '--replay')
    expect(replayed).toMatchObject({ code: 0, said: expect.stringContaining('io.cozy.bills  3') })
    // Both are git-ignored.
    const made = readdirSync(folder).filter(name => !before.includes(name))
    expect(made.sort()).toEqual(['build', 'data'])
  }, 120_000)

  it('reads what an API answers, with the token of OAuth', async () => {
    const folder = await ofOwn({ data: 'operations', login: 'oauth', scope: ['accounts'] })
    const replayed = await run(folder, 'standalone', '--replay')
    expect(replayed).toMatchObject({ code: 0, said: expect.stringContaining('io.cozy.bank.operations  3') })
  }, 60_000)
})

describe('in a workspace', () => {
  it('goes among the others, and its name must be free', async () => {
    const workspace = join(root, 'workspace')
    mkdirSync(join(workspace, 'apps/taken'), { recursive: true })
    writeFileSync(join(workspace, 'package.json'), '{ "workspaces": ["apps/*"] }')
    writeFileSync(join(workspace, 'nx.json'), '{ "plugins": ["@cozy-jobs/nx"] }')
    await generate(join(workspace, 'apps/taken'), { name: 'corner-shop', login: 'none', data: 'identity' })
    const app = join(workspace, 'apps/corner-shop')
    expect(readdirSync(app)).not.toContain('eslint.config.js')
    const { code, said } = await run(app, 'standalone', '--replay')
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('io.cozy.identities  1') })
    await expect(generate(workspace, { name: 'taken' })).rejects.toThrow('apps/taken is there already')
  }, 60_000)
})

it.each([
  [{ name: 'Corner Shop' }, 'Did you mean corner-shop?'],
  [{ name: 'corner-shop', site: 'ftp://x' }, 'https'],
  [{ name: 'corner-shop', category: 'shops' }, 'is none of'],
  [{ name: 'corner-shop', fields: ['a b', 'login'] }, 'is there by itself'],
  [{ name: 'corner-shop', scope: ['read'] }, 'scopes belong to --login oauth']
])('refuses %j', async (values, why) => {
  const folder = mkdtempSync(join(root, 'refused-'))
  await expect(generate(folder, values as Record<string, string>)).rejects.toThrow(why)
  expect(readdirSync(folder)).toEqual([])
})
