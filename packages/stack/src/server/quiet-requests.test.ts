import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

const QUIET = { 'x-cozy-jobs-triggers': 'none' }
const DATA = '/data/io.cozy.things/'

/** The token of a client of OAuth. */
const clientToken = async (test: TestStack): Promise<string> => {
  const { json } = await test.ask('POST', '/auth/register', {
    body: { client_name: 'x', software_id: 'x', redirect_uris: ['http://127.0.0.1:1/'] }
  })
  const { client_id: Subject } = json as { client_id: string }
  const query = { Domain: test.stack.domain, Audience: 'access', Subject, Scope: 'io.cozy.things' }
  return (await test.admin('POST', `/instances/token?${new URLSearchParams(query).toString()}`)).text
}

describe.each(['memory', 'disk'])('a quiet request, documents in %s', place => {
  let test: TestStack
  let folder: string
  let token: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-quiet-'))
    test = await startTestStack({ data: place === 'memory' ? 'memory' : { folder } })
    token = await test.cli('io.cozy.things io.cozy.files')
    for (const doctype of ['io.cozy.things', 'io.cozy.files']) {
      await test.stack.engine.triggers.create(test.stack.instances.list()[0]!, {
        type: '@event',
        arguments: `${doctype}:CREATED,UPDATED,DELETED`,
        worker: 'log',
        message: 'told'
      })
    }
  })

  afterAll(async () => {
    await test.stack.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const jobs = async (): Promise<number> => {
    await test.stack.engine.idle()
    const { documents } = test.stack.instances.list()[0]!
    if (!(await documents.hasDoctype('io.cozy.jobs'))) return 0
    const { rows } = await documents.list('io.cozy.jobs')
    return rows.filter(({ id = '' }) => !id.startsWith('_design/')).length
  }

  it('fires nothing, whichever way it writes; one beside it does', async () => {
    expect(await jobs()).toBe(0)
    await test.ask('POST', '/files/?Type=file&Name=first.txt', { token, body: 'content' })
    expect(await jobs()).toBe(1)
    const docs = Array.from({ length: 50 }, (_, n) => ({ _id: `q${n}`, n }))
    const quietly = [
      test.ask('POST', `${DATA}_bulk_docs`, { token, body: { docs }, headers: QUIET }),
      test.ask('POST', DATA, { token, body: { n: 1 }, headers: QUIET }),
      test.ask('PUT', `${DATA}put`, { token, body: { n: 1 }, headers: QUIET }),
      test.ask('POST', '/files/?Type=file&Name=quiet.txt', { token, body: 'content', headers: QUIET })
    ]
    const aloud = [
      test.ask('POST', DATA, { token, body: { n: 2 } }),
      test.ask('POST', '/files/?Type=file&Name=aloud.txt', { token, body: 'content' })
    ]
    const statuses = (await Promise.all([...quietly, ...aloud])).map(({ status }) => status)
    expect(statuses).toEqual([201, 201, 200, 201, 201, 201])
    expect(await jobs()).toBe(3)
  })

  it('is for tokens of the command line alone: for others nothing is written', async () => {
    const access = await clientToken(test)
    const answer = await test.ask('POST', DATA, { token: access, body: { secretly: true }, headers: QUIET })
    expect(answer.status).toBe(403)
    expect((await test.ask('POST', DATA, { body: {}, headers: QUIET })).status).toBe(401)
    expect(
      (
        await test.ask('POST', DATA, {
          token,
          body: {},
          headers: { ...QUIET, 'x-cozy-jobs-triggers': 'some' }
        })
      ).status
    ).toBe(400)
  })
})
