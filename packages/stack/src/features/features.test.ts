import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

const CONTEXTS = {
  default: { features: { configured: 'default' } },
  dev: { features: ['on', { configured: 'dev' }, { number: 3 }] }
}

let test: TestStack
let folder: string

/** The port is part of the instance's name. */
const start = async (port = 0): Promise<void> => {
  test = await startTestStack({ port, data: { folder }, config: { contexts: CONTEXTS } })
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'features-'))
  await start()
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true })
})

const admin = async (method: string, path: string, body?: unknown) => {
  const { status, json, text } = await test.admin(method, `/instances/${path}`, { body })
  expect([path, status, text]).toEqual([path, 200, expect.any(String)])
  return json as unknown
}

const own = (): string => `${test.stack.domain}/feature/flags`

const flags = async (query = '') =>
  (await test.ask('GET', `/settings/flags${query}`, { token: await test.cli('io.cozy.todos') })).json

describe('feature flags', () => {
  it('are none where nobody has given any', async () => {
    expect(await admin('GET', own())).toBe(null)
    expect(await admin('GET', `${test.stack.domain}/feature/sets`)).toBe(null)
    expect(await admin('GET', 'feature/defaults')).toBe(null)
    expect(await admin('GET', 'feature/contexts/dev')).toBe(null)
    expect((await flags()).data.attributes).toEqual({ configured: 'dev', number: 3, on: true })
  })

  it('of an instance win over those of its context, of shares and the defaults', async () => {
    expect(await admin('PATCH', own(), { z: 1, configured: 'own', gone: true })).toEqual({
      configured: 'own',
      gone: true,
      z: 1
    })
    expect(await admin('PATCH', own(), { gone: null })).toEqual({ configured: 'own', z: 1 })
    const shares = {
      number: [{ ratio: 1, value: 4 }],
      shared: [{ ratio: 1, value: { qux: 'quux' } }],
      nobodys: [{ ratio: 0, value: 1 }],
      empty: []
    }
    const { empty: _empty, ...kept } = shares
    expect(await admin('PATCH', 'feature/contexts/dev', shares)).toEqual(kept)
    const defaults = { configured: 'x', shared: 'x', nobodys: 'default', last: [1] }
    expect(await admin('PATCH', 'feature/defaults', defaults)).toEqual(defaults)
    const { data, included } = await flags()
    expect([data.id, data.links, included]).toEqual([
      'io.cozy.settings.flags',
      { self: '/settings/flags' },
      undefined
    ])
    expect(data.attributes).toEqual({
      configured: 'own',
      last: [1],
      nobodys: 'default',
      number: 3,
      on: true,
      shared: { qux: 'quux' },
      z: 1
    })
  })

  it('say where they come from', async () => {
    const { included } = await flags('?include=source')
    const found = included.map(({ id, attributes }: { id: string; attributes: object }) => [
      id.replace('io.cozy.settings.flags.', ''),
      Object.keys(attributes)
    ])
    expect(found).toEqual([
      ['instance', ['configured', 'z']],
      ['config', ['configured', 'number', 'on']],
      ['context', ['nobodys', 'number', 'shared']],
      ['default', ['configured', 'last', 'nobodys', 'shared']]
    ])
  })

  it('are the same after a restart', async () => {
    const before = (await flags()).data
    const port = Number(new URL(test.stack.url).port)
    await test.stack.close()
    await start(port)
    expect((await flags()).data).toEqual(before)
    await admin('PUT', `${test.stack.domain}/feature/sets`, ['b', 'a'])
    expect(await admin('GET', `${test.stack.domain}/feature/sets`)).toEqual(['a', 'b'])
  })

  it('of one instance are changed by many at once, and none is lost', async () => {
    const names = Array.from({ length: 10 }, (_, at) => `flag-${at}`)
    await Promise.all(names.map(name => admin('PATCH', own(), { [name]: true })))
    expect(await admin('GET', own())).toMatchObject(Object.fromEntries(names.map(name => [name, true])))
    await Promise.all(names.map(name => admin('PATCH', 'feature/defaults', { [name]: 1 })))
    expect(await admin('GET', 'feature/defaults')).toMatchObject(
      Object.fromEntries(names.map(name => [name, 1]))
    )
  })

  it('of a context are also what cozy.yaml says', async () => {
    expect(await admin('GET', 'feature/config/dev')).toEqual({ configured: 'dev', number: 3, on: true })
    expect(await admin('GET', 'feature/config/unknown')).toEqual({ configured: 'default' })
  })

  it.each([
    ['PATCH', 'feature/defaults', '[]'],
    ['PATCH', 'feature/defaults', '{'],
    ['PATCH', 'feature/defaults', '{"_id":"x"}'],
    ['PATCH', 'feature/contexts/dev', '{"a":1}'],
    ['PATCH', 'feature/contexts/dev', '{"a":[1]}'],
    ['PATCH', 'feature/contexts/dev', '{"a":[{"ratio":2}]}'],
    ['PUT', 'cozy/feature/sets', '{}'],
    ['PUT', 'cozy/feature/sets', '[1]']
  ])('that are malformed are refused: %s %s %s', async (method, path, body) => {
    const asked = `/instances/${path.replace('cozy/', `${test.stack.domain}/`)}`
    expect((await test.admin(method, asked, { body })).status).toBe(400)
  })

  it('of an instance that is not there are not there', async () => {
    const answer = await test.admin('GET', '/instances/nobody.localhost/feature/flags')
    expect([answer.status, answer.json.errors[0].detail]).toEqual([404, 'Instance not found'])
  })
})
