import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runBin } from '../../testing/run-bin.js'
import { runCli, type CliSetting } from '../../testing/run-cli.js'

let stack: RunningStack
let cwd: string

beforeAll(async () => {
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
  cwd = mkdtempSync(join(tmpdir(), 'cozy-jobs-files-'))
  writeFileSync(join(cwd, 'été no 1.txt'), 'summer')
  writeFileSync(join(cwd, '-dash'), 'dash')
})

afterAll(async () => {
  await stack.close()
  rmSync(cwd, { recursive: true, force: true })
})

const target = () => ['--domain', stack.domain, '--admin-port', new URL(stack.adminUrl).port]
const cli = (words: string[], setting: CliSetting = {}) => {
  const [command = '', ...rest] = words
  return runCli(['files', command, ...target(), ...rest], { cwd, ...setting })
}

describe('files', () => {
  it('go up, are listed, read, replaced and removed, whatever their names are', async () => {
    expect(await cli(['mkdir', '-p', '/My bills/2026/'])).toEqual({
      code: 0,
      out: '/My bills/2026/\n',
      err: ''
    })
    expect((await cli(['mkdir', '-p', '/My bills/2026'])).code).toBe(0)
    expect((await cli(['put', 'été no 1.txt', '/My bills/'])).out).toBe('/My bills/été no 1.txt 6 B\n')
    expect((await cli(['put', '--', '-dash', '/My bills/2026/-x'])).out).toBe('/My bills/2026/-x 4 B\n')
    expect((await cli(['cat', '/My bills/été no 1.txt'])).out).toBe('summer')
    expect((await cli(['cat', '/My bills/2026/-x'])).out).toBe('dash')
    expect((await cli(['ls', '/My bills'])).out).toBe('2026/\nété no 1.txt\n')
    const long = (await cli(['ls', '-l', '/My bills'])).out
    expect(long).toMatch(/^6 B +\d{4}-\d\d-\d\d \d\d:\d\d +été no 1\.txt +text\/plain$/m)
    expect((await cli(['tree', '/My bills'])).out).toBe(
      '/My bills\n├── 2026/\n│   └── -x\n└── été no 1.txt\n'
    )
    expect((await cli(['tree', '/My bills', '--depth', '1'])).out).not.toContain('-x')

    writeFileSync(join(cwd, 'new.txt'), 'winter')
    const refused = await cli(['put', 'new.txt', '/My bills/été no 1.txt'])
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: 'Failed to upload new.txt: /My bills/été no 1.txt is there already. Give --force to make it a new version.\n'
    })
    expect((await cli(['put', 'new.txt', '/My bills/été no 1.txt', '--force'])).code).toBe(0)
    expect((await cli(['cat', '/My bills/été no 1.txt'])).out).toBe('winter')

    expect((await cli(['rm', '/My bills'])).err).toContain('Give -r to remove it')
    expect((await cli(['rm', '/My bills/été no 1.txt'])).out).toBe('/My bills/été no 1.txt is in the trash\n')
    expect((await cli(['rm', '-r', '--permanent', '/My bills'])).out).toBe('Destroyed /My bills\n')
    expect((await cli(['ls'])).out).not.toContain('My bills')
    expect((await cli(['ls', '/.cozy_trash'])).out).toBe('été no 1.txt\n')
  })

  it('stream through pipes as they are, byte for byte', async () => {
    const content = randomBytes(3_000_000)
    const put = await runBin(['files', 'put', '-', '/noise.bin', '--json', ...target()], { input: content })
    expect(put).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(put.out.toString())).toMatchObject({ name: 'noise.bin', size: '3000000' })
    const cat = await runBin(['files', 'cat', '/noise.bin', ...target()])
    expect(cat.code).toBe(0)
    expect(cat.out.equals(content)).toBe(true)
  })

  it('answer with JSON', async () => {
    await cli(['put', 'new.txt', '/json.txt'])
    expect(JSON.parse((await cli(['cat', '/json.txt', '--json'])).out)).toMatchObject({
      name: 'json.txt',
      size: '6'
    })
    const listed = JSON.parse((await cli(['ls', '--json'])).out) as { name: string; id: string }[]
    expect(listed.map(({ name }) => name)).toContain('json.txt')
    const tree = JSON.parse((await cli(['tree', '--json'])).out) as { children: { name: string }[] }
    expect(tree.children.map(({ name }) => name)).toContain('json.txt')
    expect(JSON.parse((await cli(['mkdir', '/json', '--json'])).out)).toMatchObject({ type: 'directory' })
    expect(JSON.parse((await cli(['rm', '/json.txt', '--json'])).out)).toMatchObject({ path: '/json.txt' })
  })

  it.each([
    [['cat', '/Photo'], 1, 'there is no /Photo. Did you mean "/Photos"?'],
    [['cat', '/Photos'], 1, '/Photos is a directory. "cozy-jobs files ls" lists what is in it.'],
    [['ls', 'Photos'], 2, '"Photos" is no path of a Cozy. Begin it with /'],
    [['ls', '/a/../b'], 2, 'is no path of a Cozy'],
    [['put', 'nothing.txt'], 2, 'there is no file nothing.txt'],
    [['put', '.'], 2, '. is a directory'],
    [
      ['put', 'new.txt', '/no/where/x'],
      1,
      'there is no directory /no/where. Make it with "cozy-jobs files mkdir -p".'
    ],
    [['put', '-', '/Photos/'], 2, 'the standard input has no name'],
    [['mkdir', '/no/where'], 1, 'there is no directory /no'],
    [['mkdir', '/Photos'], 1, '/Photos is there already. Give -p'],
    [['rm', '-r', '/'], 2, '/ belongs to each Cozy'],
    [['tree', '--depth', '0'], 2, '--depth "0" is no number of levels'],
    [['catt', '/x'], 2, 'Did you mean "files cat"?']
  ])('%j: exit code %i', async (words, code, message) => {
    const result = await cli(words)
    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' })
    expect(result.err).toContain(message)
  })

  it('names an instance that is not there', async () => {
    const { code, err } = await runCli([
      'files',
      'ls',
      '--domain',
      'nobody.localhost:1',
      '--admin-port',
      new URL(stack.adminUrl).port
    ])
    expect(code).toBe(1)
    expect(err).toContain(`the stack has no instance nobody.localhost:1. It has: ${stack.domain}`)
  })

  it('fit into a narrow terminal', async () => {
    await cli(['mkdir', `/${'a long name '.repeat(8)}end`])
    const { out } = await cli(['ls', '-l', '/'], { columns: 40 })
    expect(out.split('\n').filter(line => line.length > 40)).toEqual([])
  })
})
