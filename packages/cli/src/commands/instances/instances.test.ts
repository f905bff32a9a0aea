import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { runCli, type CliSetting } from '../../testing/run-cli.js'

let stack: RunningStack
let port: string

beforeAll(async () => {
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
  port = stack.domain.split(':')[1] ?? ''
})

afterAll(() => stack.close())

const instances = (words: string, setting: CliSetting = {}) =>
  runCli(['instances', ...words.split(' '), '--admin-port', new URL(stack.adminUrl).port], setting)

const shown = (text: string) => text.replaceAll(port, 'PORT')

describe('instances', () => {
  it('adds, lists, shows, modifies and destroys one', async () => {
    const added = await instances('add alice.localhost --locale fr --disk-quota 5GB', {
      env: { COZY_PASSPHRASE: 'a long one' }
    })
    expect({ ...added, out: shown(added.out) }).toEqual({
      code: 0,
      out: 'Added http://alice.localhost:PORT/\n',
      err: ''
    })
    expect(shown((await instances('ls')).out).replace('domain ', 'domain')).toBe(
      `domain                locale  context  quota     state
alice.localhost:PORT  fr      dev      5 GB      ready
cozy.localhost:PORT   en      dev      no limit  ready
`
    )
    const json = JSON.parse((await instances('show alice.localhost --json')).out) as Record<string, unknown>
    expect(json).toMatchObject({ domain: `alice.localhost:${port}`, locale: 'fr', disk_quota: '5000000000' })
    expect(Object.keys(json).join()).not.toMatch(/secret|hash|salt|register_token/)
    expect((await instances('modify alice.localhost --disk-quota none --locale en')).out).toMatch(
      /^locale +en$/m
    )
    expect((await instances('show alice.localhost')).out).not.toContain('disk_quota')
    expect((await instances('rm alice.localhost')).code).toBe(2)
    expect(stack.instances.get(`alice.localhost:${port}`)).toBeDefined()
    expect(shown((await instances('rm alice.localhost --force')).out)).toBe(
      'Destroyed alice.localhost:PORT.\n'
    )
    expect(stack.instances.get(`alice.localhost:${port}`)).toBeUndefined()
  })

  it.each([
    ['show cosy.localhost', 1, 'the stack has no instance cosy.localhost. Did you mean "cozy.localhost"?'],
    [
      'rm nobody.example --force',
      1,
      'the stack has no instance nobody.example. It has: cozy.localhost:PORT.'
    ],
    ['add cozy.localhost', 1, 'Instance already exists'],
    ['add no_such!', 1, 'Domain name contains illegal characters'],
    [
      'add bob.localhost --disk-quota much',
      2,
      '--disk-quota "much" is no size. Write for example 500MB, 5GB or none.'
    ],
    ['modify cozy.localhost', 2, 'nothing is to be changed'],
    ['modify cozy.localhost --block --unblock', 2, '--block and --unblock exclude each other'],
    ['show', 2, 'DOMAIN is missing'],
    ['lst', 2, 'Did you mean "instances ls"?']
  ])('%s: exit code %i', async (line, code, message) => {
    const result = await instances(line)
    expect(result.code).toBe(code)
    expect(result.out).toBe('')
    expect(shown(result.err)).toContain(message)
  })

  it('fits into a narrow terminal', async () => {
    for (const line of ['ls', 'show cozy.localhost']) {
      const { out } = await instances(line, { columns: 40 })
      expect(out.split('\n').filter(each => each.length > 42)).toEqual([])
    }
  })

  it('says what to do where no stack runs, and what an admin port wants', async () => {
    const server = createServer((_request, response) => response.writeHead(401).end('Unauthorized')).listen(0)
    await once(server, 'listening')
    const closed = (server.address() as AddressInfo).port
    expect((await runCli(`instances ls --admin-port ${closed}`)).err).toContain('Set COZY_ADMIN_PASSPHRASE')
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
    expect(await runCli(`instances ls --admin-port ${closed}`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Start a stack with "cozy-jobs stack"')
    })
  })
})
