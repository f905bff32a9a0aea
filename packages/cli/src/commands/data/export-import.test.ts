import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import fc from 'fast-check'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runBin } from '../../testing/run-bin.js'
import { runCli, type CliResult } from '../../testing/run-cli.js'

let stack: RunningStack
let place: string
let cwd: string
let count = 0

beforeAll(async () => {
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
  place = mkdtempSync(join(tmpdir(), 'cozy-jobs-export-'))
})

afterAll(async () => {
  await stack.close()
  rmSync(place, { recursive: true, force: true })
})

beforeEach(() => {
  cwd = join(place, String(++count))
  mkdirSync(cwd)
})

const admin = () => ['--admin-port', new URL(stack.adminUrl).port]
const instance = async (name: string) => {
  const port = stack.domain.split(':')[1] ?? ''
  return stack.instances.create({ domain: `${name}${count}.localhost:${port}` })
}
const cli = (words: string[], domain = stack.domain): Promise<CliResult> =>
  runCli([...words.slice(0, 2), '--domain', domain, ...admin(), ...words.slice(2)], { cwd })

type Documents = Awaited<ReturnType<typeof instance>>['documents']
const all = async (documents: Documents, doctype: string) => {
  if (!(await documents.hasDoctype(doctype))) return []
  const { rows } = await documents.list(doctype, { include_docs: true })
  return rows.map(({ doc }) => {
    const { _rev, ...fields } = doc ?? { _id: '' }
    return fields
  })
}

const documents = fc.uniqueArray(
  fc.record({
    _id: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter(id => !/^_|^\.{1,2}$/.test(id)),
    // As JSON has it: without -0.
    value: fc.jsonValue({ maxDepth: 3 }).map(value => JSON.parse(JSON.stringify(value)) as unknown),
    text: fc.string({ unit: 'grapheme' })
  }),
  { selector: ({ _id }) => _id, maxLength: 12 }
)
describe('an import of an export', () => {
  it.each([[[]], [['--as-fixture']]])('brings the same documents, %j', async form => {
    await fc.assert(
      fc.asyncProperty(documents, documents, async (one, other) => {
        count++
        const [from, to] = [await instance('from'), await instance('to')]
        try {
          await from.documents.bulk('io.cozy.ones', one)
          await from.documents.bulk('io.cozy.others', other)
          const exported = await cli(['data', 'export', `folder${count}`, ...form], from.domain)
          expect(exported).toMatchObject({ code: 0 })
          const imported = await cli(['data', 'import', `folder${count}`], to.domain)
          expect({ code: imported.code, err: imported.err }).toEqual({ code: 0, err: '' })
          for (const doctype of ['io.cozy.ones', 'io.cozy.others']) {
            expect(await all(to.documents, doctype)).toEqual(await all(from.documents, doctype))
          }
        } finally {
          for (const { domain } of [from, to]) await stack.instances.destroy(domain)
        }
      }),
      { numRuns: 8 }
    )
  })

  it.each([[[]], [['--as-fixture']]])('brings the files too, %j', async form => {
    const [from, to] = [await instance('filesfrom'), await instance('filesto')]
    mkdirSync(join(cwd, 'local'))
    const names = ['é à.txt', '-dash.txt', 'empty.bin', `${'long'.repeat(50)}.txt`]
    await cli(['files', 'mkdir', '/A/B "c"', '-p'], from.domain)
    for (const [index, name] of names.entries()) {
      writeFileSync(join(cwd, 'local', String(index)), name === 'empty.bin' ? '' : `content of ${name}`)
      const put = await cli(['files', 'put', `local/${index}`, `/A/B "c"/${name}`], from.domain)
      expect(put.err).toBe('')
    }
    expect((await cli(['data', 'export', 'out', '--with-files', ...form], from.domain)).code).toBe(0)
    expect(await cli(['data', 'import', 'out'], to.domain)).toMatchObject({ code: 0, err: '' })
    expect((await cli(['files', 'tree'], to.domain)).out).toBe(
      (await cli(['files', 'tree'], from.domain)).out
    )
    for (const name of names) {
      const path = `/A/B "c"/${name}`
      const [before, after] = [
        await cli(['files', 'cat', path], from.domain),
        await cli(['files', 'cat', path], to.domain)
      ]
      expect(after).toEqual(before)
    }
    const again = await cli(['data', 'import', 'out', '--json'], to.domain)
    expect(JSON.parse(again.out)).toMatchObject({ files: { created: 0, replaced: 0, conflicts: [] } })
  })
})

describe('data export', () => {
  it('masks secrets of accounts unless asked', async () => {
    const { documents, domain } = await instance('masks')
    await documents.put('io.cozy.accounts', {
      _id: 'a',
      account_type: 'shop',
      auth: { login: 'ada', credentials_encrypted: 'sealed', token: 'tok' },
      oauth: { access_token: 'acc', scope: 'x' }
    })
    await cli(['data', 'export', 'out'], domain)
    const file = join(cwd, 'out/documents/io.cozy.accounts.ndjson')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      _id: 'a',
      account_type: 'shop',
      auth: { login: 'ada', credentials_encrypted: '(masked)', token: '(masked)' },
      oauth: { access_token: '(masked)', scope: 'x' }
    })
    const whole = await cli(['data', 'export', 'out', '--secrets'], domain)
    expect(whole.code).toBe(0)
    expect(readFileSync(file, 'utf8')).toContain('"access_token":"acc"')
  })

  it('replaces an older export as a whole, and refuses any other folder', async () => {
    const { documents, domain } = await instance('replaces')
    await documents.put('io.cozy.ones', { _id: 'a' })
    await cli(['data', 'export', 'out'], domain)
    await documents.dropDoctype('io.cozy.ones')
    await documents.put('io.cozy.twos', { _id: 'b' })
    expect((await cli(['data', 'export', 'out'], domain)).code).toBe(0)
    const files = readdirSync(join(cwd, 'out/documents'))
    expect(files).toContain('io.cozy.twos.ndjson')
    expect(files).not.toContain('io.cozy.ones.ndjson')
    expect(readdirSync(cwd)).toEqual(['out'])

    mkdirSync(join(cwd, 'mine'))
    writeFileSync(join(cwd, 'mine/thesis.txt'), 'years of work')
    writeFileSync(join(cwd, 'file'), '')
    expect(await cli(['data', 'export', 'mine'], domain)).toMatchObject({ code: 2, out: '' })
    expect(await cli(['data', 'export', 'file'], domain)).toMatchObject({ code: 2, out: '' })
    expect(readFileSync(join(cwd, 'mine/thesis.txt'), 'utf8')).toBe('years of work')
    mkdirSync(join(cwd, 'empty'))
    expect((await cli(['data', 'export', 'empty'], domain)).code).toBe(0)
  })

  it('leaves what was there where it fails on the way', async () => {
    const { documents, domain } = await instance('fails')
    await documents.put('io.cozy.ones', { _id: 'a' })
    await cli(['data', 'export', 'out'], domain)
    const failed = await cli(['data', 'export', 'out', '--doctypes', 'io.cozy.ones,io.cozy.one'], domain)
    expect(failed).toMatchObject({ code: 1, err: expect.stringContaining('Did you mean "io.cozy.ones"?') })
    expect(readdirSync(cwd)).toEqual(['out'])
    expect(existsSync(join(cwd, 'out/documents/io.cozy.ones.ndjson'))).toBe(true)
  })
})

describe('data import', () => {
  it('leaves what is there and differs, unless it is forced', async () => {
    const { documents, domain } = await instance('differs')
    await documents.bulk('io.cozy.ones', [
      { _id: 'same', n: 1 },
      { _id: 'other', n: 1 }
    ])
    writeFileSync(
      join(cwd, 'io.cozy.ones.ndjson'),
      '{"_id":"same","n":1}\n\n{"_id":"other","_rev":"9-x","n":2}\n{"_id":"new","n":3}\n'
    )
    const first = await cli(['data', 'import', 'io.cozy.ones.ndjson'], domain)
    expect(first).toEqual({
      code: 1,
      out: 'what          created  replaced  same  left\nio.cozy.ones  1        0         1     1\n',
      err: 'io.cozy.ones: there already, and different: other.\nFailed to import all: one is as before. --force replaces what is there and differs.\n'
    })
    const forced = await cli(['data', 'import', 'io.cozy.ones.ndjson', '--force', '--json'], domain)
    expect(JSON.parse(forced.out)).toMatchObject({
      documents: { 'io.cozy.ones': { replaced: 1, unchanged: 2 } }
    })
    expect(await documents.get('io.cozy.ones', 'other')).toMatchObject({ n: 2 })
  })

  it('fires no trigger with --no-triggers', async () => {
    const own = await instance('quiet')
    await stack.engine.triggers.create(own, {
      type: '@event',
      arguments: 'io.cozy.ones:CREATED io.cozy.files:CREATED',
      worker: 'log',
      message: 'x'
    })
    const jobs = async () => {
      await stack.engine.idle()
      return (await all(own.documents, 'io.cozy.jobs')).filter(({ _id }) => !_id.startsWith('_design')).length
    }
    const fixture = (id: string) =>
      JSON.stringify({ 'io.cozy.ones': [{ _id: id }], files: { [`/${id}.txt`]: { content: id } } })
    writeFileSync(join(cwd, 'fixture.json'), fixture('quiet'))
    expect((await cli(['data', 'import', 'fixture.json', '--no-triggers'], own.domain)).code).toBe(0)
    expect(await jobs()).toBe(0)
    writeFileSync(join(cwd, 'fixture.json'), fixture('aloud'))
    expect((await cli(['data', 'import', 'fixture.json'], own.domain)).code).toBe(0)
    expect(await jobs()).toBeGreaterThan(0)
    const elsewhere = await cli(['data', 'import', 'fixture.json', '--no-triggers'], 'camille.example')
    expect(elsewhere).toMatchObject({
      code: 1,
      err: expect.stringContaining('leave --no-triggers out elsewhere')
    })
  })

  it('looks at every line before anything is written, and says where it is wrong', async () => {
    const { documents, domain } = await instance('wrong')
    writeFileSync(
      join(cwd, 'io.cozy.ones.ndjson'),
      '{"_id":"a"}\n{"_id": }\n[1]\n{"_id":"_x"}\n{"_id":"b","_own":1}\n'
    )
    const wrong = await cli(['data', 'import', 'io.cozy.ones.ndjson'], domain)
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('4 lines must be mended; nothing was imported')
    expect(wrong.err).toContain('io.cozy.ones.ndjson:2:9: not JSON')
    expect(wrong.err).toContain('io.cozy.ones.ndjson:5:1: _own belongs to CouchDB')
    expect(await documents.hasDoctype('io.cozy.ones')).toBe(false)
    writeFileSync(join(cwd, 'fixture.json'), '{\n  "io.cozy.ones": [{ "_id": 1 }]\n}')
    expect((await cli(['data', 'import', 'fixture.json'], domain)).err).toContain('fixture.json:2:')
  })

  it('reads lines of a pipe, each with its doctype, as long as they come', async () => {
    const { documents, domain } = await instance('pipe')
    const lines = Array.from({ length: 1234 }, (_, n) => `{"_type":"io.cozy.p${n % 2}","_id":"d${n}"}`).join(
      '\n'
    )
    const piped = await runBin(['data', 'import', '-', '--json', '--domain', domain, ...admin()], {
      input: lines
    })
    expect({ code: piped.code, err: piped.err }).toEqual({ code: 0, err: '' })
    expect((await documents.info('io.cozy.p0')).count).toBe(617)
    const broken = await runBin(['data', 'import', '-', '--domain', domain, ...admin()], {
      input: '{"_type":"io.cozy.p9"}\nnot json'
    })
    expect(broken.err).toContain('line:2:1: not JSON')
    expect(broken.err).toContain('1 documents before it were imported')
  })

  it.each([
    [['nothing.json'], 'there is no nothing.json'],
    [['.'], 'is no folder of "cozy-jobs data export"'],
    [['some.csv'], 'it is of no known form'],
    [['some.csv', '--doctype', 'nodoctype'], '"nodoctype" is no doctype'],
    [['some.csv', '--doctype', 'io.cozy.ones'], 'some.csv:1:1: not JSON']
  ])('%j is refused', async (words, message) => {
    writeFileSync(join(cwd, 'some.csv'), 'a;b')
    const result = await cli(['data', 'import', ...words])
    expect(result).toMatchObject({ code: 2, out: '' })
    expect(result.err).toContain(message)
  })
})
