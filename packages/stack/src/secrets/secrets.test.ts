import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

let test: TestStack
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'))
  test = await startTestStack({ data: { folder } })
})

afterAll(async () => {
  await test.stack.close()
  rmSync(folder, { recursive: true })
})

const PATH = '/secrets/io.cozy.account_types'

const filesBelow = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map(name => join(path, name))
    .filter(name => statSync(name).isFile())

describe('a secret of the stack', () => {
  it('is put in, named, replaced and taken out, and never shown', async () => {
    const secret = ['client', 'secret', 'value'].join('-')
    const put = () =>
      test.admin('PUT', `${PATH}/default/site`, { body: { client_secret: secret, _rev: '9-x' } })
    expect((await put()).status).toBe(204)
    expect((await put()).status).toBe(204)
    const listed = await test.admin('GET', PATH)
    expect(listed.json).toEqual({ ids: ['default/site'] })
    expect(await test.stack.secrets.get('io.cozy.account_types', 'default/site')).toEqual({
      _id: 'default/site',
      client_secret: secret
    })
    for (const file of filesBelow(folder)) expect(readFileSync(file).includes(secret)).toBe(false)
    expect((await test.admin('DELETE', `${PATH}/default/site`)).status).toBe(204)
    expect((await test.admin('DELETE', `${PATH}/default/site`)).status).toBe(404)
    expect((await test.admin('GET', PATH)).json).toEqual({ ids: [] })
  })

  it.each([
    ['PUT', '/secrets/io.cozy.files/x', '{}', 404],
    ['PUT', `${PATH}/_design/x`, '{}', 404],
    ['PUT', `${PATH}/x`, '[]', 400],
    ['PUT', `${PATH}/x`, '{', 400]
  ])('%s %s %s is %i', async (method, path, body, status) => {
    expect((await test.admin(method, path, { body })).status).toBe(status)
  })

  it('is reached by no route of an instance', async () => {
    const token = await test.cli('io.cozy.account_types')
    expect((await test.ask('GET', '/data/io.cozy.account_types/_all_docs', { token })).status).toBe(403)
    expect((await test.ask('GET', PATH, { token })).status).toBe(404)
  })
})
