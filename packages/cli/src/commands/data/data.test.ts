import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runBin } from '../../testing/run-bin.js'
import { runCli, type CliSetting } from '../../testing/run-cli.js'
import { readCondition, readValue } from './where.js'

let stack: RunningStack
let cwd: string
const T = 'io.cozy.operations'

beforeAll(async () => {
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
  cwd = mkdtempSync(join(tmpdir(), 'cozy-jobs-data-'))
  await stack.instances.list()[0]!.documents.bulk(
    T,
    Array.from({ length: 30 }, (_, n) => ({
      _id: `op${String(n).padStart(2, '0')}`,
      label: `Shop ${n}`,
      amount: -n,
      paid: n % 2 === 0,
      ref: `0${n}`,
      date: `2026-01-${String(n + 1).padStart(2, '0')}T12:00:00.000Z`,
      bank: { name: n < 10 ? 'One' : 'Other' }
    }))
  )
})

afterAll(async () => {
  await stack.close()
  rmSync(cwd, { recursive: true, force: true })
})

const target = () => ['--domain', stack.domain, '--admin-port', new URL(stack.adminUrl).port]
const data = (words: string[], setting: CliSetting = {}) => {
  const [command = '', ...rest] = words
  return runCli(['data', command, ...target(), ...rest], { cwd, ...setting })
}
const found = async (...words: string[]): Promise<string[]> => {
  const { out } = await data(['find', T, '--json', '--limit', 'all', ...words])
  return (JSON.parse(out) as { _id: string }[]).map(({ _id }) => _id)
}

describe('data find', () => {
  it.each([
    [
      ['-w', 'amount<-27'],
      ['op28', 'op29']
    ],
    [
      ['-w', 'amount>=-1'],
      ['op00', 'op01']
    ],
    [['-w', 'amount=-5'], ['op05']],
    [
      ['-w', 'paid=true', '-w', 'amount > -3'],
      ['op00', 'op02']
    ],
    [['-w', 'paid!=true', '-w', 'amount>-3'], ['op01']],
    [['-w', 'ref=07'], ['op07']],
    [['-w', 'ref="07"'], ['op07']],
    [['-w', 'label=Shop 3'], ['op03']],
    [['-w', 'bank.name=One', '-w', 'amount<-8'], ['op09']],
    [['-w', 'date=2026-01-04'], ['op03']],
    [['-w', 'date>2026-01-29'], ['op29']],
    [
      ['-w', 'date<=2026-01-02'],
      ['op00', 'op01']
    ],
    [['--selector', '{"amount":{"$in":[-1,-2]}}', '-w', 'paid=true'], ['op02']],
    [
      ['-w', 'amount>-4', '--sort', 'date:desc'],
      ['op03', 'op02', 'op01', 'op00']
    ],
    [
      ['-w', 'amount>-4', '--sort=-date'],
      ['op03', 'op02', 'op01', 'op00']
    ],
    [['-w', 'amount>5'], []]
  ])('%j', async (words, ids) => {
    const got = await found(...words)
    expect(words.some(word => word.startsWith('--sort')) ? got : got.toSorted()).toEqual(ids)
  })

  it('shows as many as are asked for, in a table that fits, and says when there are more', async () => {
    const few = await data(['find', T, '--limit', '2', '--fields', 'label,bank.name'])
    expect(few).toEqual({
      code: 0,
      out: '_id   label   bank.name\nop00  Shop 0  One\nop01  Shop 1  One\n',
      err: 'There are more: --limit says how many are shown.\n'
    })
    const narrow = await data(['find', T], { columns: 40 })
    expect(narrow.out.split('\n').filter(line => line.length > 40)).toEqual([])
    expect(await found()).toHaveLength(30)
    expect(
      JSON.parse((await data(['find', T, '--json', '--limit', '1', '--fields', 'bank.name'])).out)
    ).toEqual([{ _id: 'op00', bank: { name: 'One' } }])
    expect((await data(['find', T, '-w', 'amount>5'])).out).toBe('No document is such.\n')
  })

  it.each([
    ['1.5', 1.5],
    ['-1e3', -1000],
    ['007', '007'],
    ['true', true],
    ['null', null],
    ['"true"', 'true'],
    ['', ''],
    ['a=b', 'a=b']
  ])('reads the value %s', (text, value) => {
    expect(readValue(text)).toEqual(value)
  })

  it('reads a condition at its first sign', () => {
    expect(readCondition('url=http://x/?a>=b')).toEqual({ url: { $eq: 'http://x/?a>=b' } })
  })
})

describe('data put, get and rm', () => {
  it('create, update, tell a conflict, and delete', async () => {
    const write = (value: unknown) => writeFileSync(join(cwd, 'doc.json'), JSON.stringify(value))
    write({ label: 'no id' })
    expect((await data(['put', 'io.cozy.todos', 'doc.json'])).out).toMatch(
      /^Created io\.cozy\.todos \w{32} 1-/
    )
    write({ _id: 'a/ü', label: 'Milk' })
    const created = JSON.parse((await data(['put', 'io.cozy.todos', 'doc.json', '--json'])).out) as {
      rev: string
    }
    expect(created).toMatchObject({ id: 'a/ü', rev: expect.stringMatching(/^1-/) })
    expect(await data(['put', 'io.cozy.todos', 'doc.json'])).toEqual({
      code: 1,
      out: '',
      err: `Failed to put a/ü: it is there already, with the revision ${created.rev}. Give --force to replace it.\n`
    })
    write({ _id: 'a/ü', _rev: created.rev, _type: 'io.cozy.todos', label: 'Bread' })
    expect((await data(['put', 'io.cozy.todos', 'doc.json'])).out).toMatch(/^Updated io\.cozy\.todos a\/ü 2-/)
    expect((await data(['put', 'io.cozy.todos', 'doc.json'])).err).toContain(
      'a conflict: it has the revision 2-'
    )
    expect((await data(['put', 'io.cozy.todos', 'doc.json', '--force'])).out).toContain('3-')
    const doc = JSON.parse((await data(['get', 'io.cozy.todos', 'a/ü'])).out) as Record<string, unknown>
    expect(doc).toMatchObject({ _id: 'a/ü', label: 'Bread' })
    expect((await data(['rm', 'io.cozy.todos', 'a/ü'])).out).toBe('Deleted io.cozy.todos a/ü\n')
    expect((await data(['get', 'io.cozy.todos', 'a/ü'])).code).toBe(1)
    write({ label: 'again' })
    expect((await data(['put', 'io.cozy.todos', 'doc.json', '--id', 'named'])).out).toContain('named 1-')
  })

  it('read a pipe', async () => {
    const { code, out } = await runBin(['data', 'put', 'io.cozy.todos', '--id', 'piped', ...target()], {
      input: '{"label":"Milk"}',
      env: { NO_COLOR: '1' }
    })
    expect({ code, out: out.toString() }).toEqual({
      code: 0,
      out: expect.stringMatching(/^Created io\.cozy\.todos piped 1-\w+\n$/)
    })
    const broken = await runBin(['data', 'put', 'io.cozy.todos', ...target()], { input: '{\n  "label": }' })
    expect(broken).toMatchObject({
      code: 2,
      err: expect.stringContaining('the standard input:2:12 is not JSON')
    })
  })
})

describe('data ls', () => {
  it('counts the documents of each doctype', async () => {
    expect((await data(['ls'])).out).toMatch(/^io\.cozy\.operations +30$/m)
    expect(JSON.parse((await data(['ls', '--json'])).out)).toContainEqual({ doctype: T, documents: 30 })
  })
})

describe('what is wrong', () => {
  it.each([
    [['find', 'io.cozy.operation'], 1, 'Did you mean "io.cozy.operations"?'],
    [['get', 'io.cozy.operation', 'op00'], 1, 'Did you mean "io.cozy.operations"?'],
    [['get', T, 'nope'], 1, `${T} has no document nope.`],
    [['rm', T, 'nope'], 1, 'has no document nope'],
    [['get', '../files', 'x'], 2, '"../files" is no doctype'],
    [['find', T, '-w', 'amount'], 2, '--where "amount" is no condition'],
    [['find', T, '--selector', '{'], 2, '--selector is not JSON'],
    [['find', T, '--selector', '[]'], 2, '--selector is no JSON object'],
    [['find', T, '--limit', '0'], 2, '--limit "0" is no number'],
    [['find', T, '--were', 'x=1'], 2, 'Did you mean "--where"?'],
    [['put', T, 'none.json'], 2, 'there is no none.json'],
    [['get', 'io.cozy.sessions', 'x'], 1, 'reserved doctype io.cozy.sessions unreadable']
  ])('%j: exit code %i', async (words, code, message) => {
    const result = await data(words)
    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' })
    expect(result.err).toContain(message)
  })
})
