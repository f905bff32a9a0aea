import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { connect } from 'node:net'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let folder: string
let test: TestStack
let token: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cozy-jobs-quota-'))
  test = await startTestStack({ data: { folder } })
  token = await test.cli('io.cozy.files io.cozy.settings')
})

afterEach(async () => {
  await test.stack.close()
  await rm(folder, { recursive: true })
})

const setQuota = (bytes: number | string): Promise<Answer> =>
  test.admin('PATCH', `/instances/${test.stack.domain}?DiskQuota=${bytes}`)

const upload = (name: string, size: number): Promise<Answer> =>
  test.ask('POST', `/files/?Type=file&Name=${name}`, { token, body: 'x'.repeat(size) })

const usage = async (): Promise<unknown> =>
  (await test.ask('GET', '/settings/disk-usage?include=trash', { token })).json.data.attributes

/** The contents that lie in the data folder, those half written among them. */
const contents = async (): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile() && /[\\/](files|temporary)\b/.test(entry.parentPath))
    .map(({ name }) => name)
}

/** An upload in chunks, so that nobody knows how long it will be; it ends when it is answered. */
const uploadChunks = (name: string, chunks: number, query = ''): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port: test.stack.domain.split(':')[1],
        method: 'POST',
        path: `/files/?Type=file&Name=${name}${query}`,
        headers: { host: test.stack.domain, authorization: `Bearer ${token}` }
      },
      answer => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      }
    )
    sent.on('error', reject)
    for (let i = 0; i < chunks; i++) sent.write(Buffer.alloc(100_000))
    sent.end()
  })

const TOO_BIG = {
  status: '413',
  title: 'Request Entity Too Large',
  detail: 'The file is too big and exceeds the disk quota',
  source: {}
}

describe('a disk quota', () => {
  it('is told by the instance, and changed or taken away', async () => {
    const made = await test.admin('POST', '/instances?Domain=bob.localhost:1&DiskQuota=1000')
    expect(made.json.data.attributes.disk_quota).toBe('1000')
    expect((await setQuota(5000)).json.data.attributes.disk_quota).toBe('5000')
    expect((await test.admin('GET', `/instances/${test.stack.domain}`)).json.data.attributes.disk_quota).toBe(
      '5000'
    )
    expect((await setQuota(-1)).json.data.attributes.disk_quota).toBeUndefined()
    expect((await setQuota('x')).status).toBe(422)
  })

  it('refuses what would go beyond it, and keeps nothing of that', async () => {
    await setQuota(1000)
    expect((await upload('a', 600)).status).toBe(201)
    const refused = await upload('b', 401)
    expect([refused.status, refused.json.errors]).toEqual([413, [TOO_BIG]])
    expect((await upload('c', 400)).status).toBe(201)
    const { id } = (await test.ask('GET', '/files/metadata?Path=/c', { token })).json.data
    expect((await test.ask('POST', `/files/${id as string}/copy`, { token })).status).toBe(413)
    expect((await test.ask('PUT', `/files/${id as string}`, { token, body: 'x' })).status).toBe(413)
    expect((await contents()).length).toBe(2)
  })

  it('counts old versions and the trash, until they are gone for ever', async () => {
    await setQuota(1000)
    const { id } = (await upload('a', 300)).json.data as { id: string }
    await test.ask('PUT', `/files/${id}`, { token, body: 'x'.repeat(200) })
    await test.ask('DELETE', `/files/${id}`, { token })
    expect(await usage()).toEqual({ used: '500', quota: '1000', files: '200', trash: '200', versions: '300' })
    expect((await upload('b', 501)).status).toBe(413)
    await test.ask('DELETE', '/files/trash', { token })
    expect(await usage()).toEqual({ used: '0', quota: '1000', files: '0', trash: '0', versions: '0' })
    expect((await upload('b', 501)).status).toBe(201)
  })

  it('is not passed by several that come at once', async () => {
    await setQuota(1000)
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map(name => upload(name, 400)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 413, 413])
    expect((await usage()) as object).toMatchObject({ used: '800' })
  })

  it('ends an upload of unknown length in its middle', async () => {
    await setQuota(1_000_000)
    expect(await uploadChunks('long', 300)).toBe(413)
    expect(await contents()).toEqual([])
    expect(await uploadChunks('short', 5)).toBe(201)
    expect((await contents()).length).toBe(1)
  })
})

describe('an upload', () => {
  it.each([
    ['&Size=499999', 412],
    ['&Size=500001', 412],
    ['&Size=500000', 201]
  ])('that says %s is answered %i', async (query, status) => {
    expect(await uploadChunks('sized', 5, query)).toBe(status)
    expect((await contents()).length).toBe(status === 201 ? 1 : 0)
  })

  it.each([1000, 3_000_000])('that is cut off after %i bytes leaves nothing', async size => {
    const socket = connect(Number(test.stack.domain.split(':')[1]), '127.0.0.1')
    await once(socket, 'connect')
    const head = `POST /files/?Type=file&Name=cut HTTP/1.1\r\nHost: ${test.stack.domain}\r\nAuthorization: Bearer ${token}\r\nContent-Length: 9000000\r\n\r\n`
    await new Promise<void>(resolve => socket.write(head + 'x'.repeat(size), () => resolve()))
    socket.resetAndDestroy()
    await once(socket, 'close')
    // The stack is done with it once it closes: nothing that it had begun may be left.
    await test.stack.close()
    expect(await contents()).toEqual([])
    test = await startTestStack({ data: { folder } })
    token = await test.cli('io.cozy.files')
    expect((await test.ask('GET', '/files/metadata?Path=/cut', { token })).status).toBe(404)
  })
})
