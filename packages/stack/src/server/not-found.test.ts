import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestStack, type TestStack } from '../testing/test-stack.js'
import { FAMILIES } from '../families.js'

let test: TestStack

beforeAll(async () => {
  test = await startTestStack()
})

afterAll(() => test.stack.close())

describe('a route that is not there', () => {
  it.each([
    ['GET', '/sharings/abc'],
    ['POST', '/notes'],
    ['GET', '/dev/mails/welcome']
  ])('is 501 where the real stack has it: %s %s', async (method, path) => {
    const answer = await test.ask(method, path)
    expect(answer.status).toBe(501)
    expect(answer.json.error).toBe(
      `Failed to answer ${method} ${path}: this stack does not have it yet. What it has is listed in docs/reference/fidelity.md.`
    )
  })

  it('is 404 where nobody has it', async () => {
    const answer = await test.ask('GET', '/nowhere')
    expect(answer.status).toBe(404)
    expect(answer.text).toBe('{"error":"Not Found"}\n')
    expect(answer.headers['content-type']).toBe('application/json')
    expect(answer.headers['content-security-policy']).toBe(
      "default-src 'none';frame-src 'none';frame-ancestors 'none';base-uri 'none';"
    )
  })

  it.each([
    ['/', 'OPTIONS, GET'],
    ['/robots.txt', 'OPTIONS, GET'],
    ['/version', 'OPTIONS, GET, HEAD'],
    ['/status/', 'OPTIONS, GET, HEAD'],
    ['/assets/none.css', 'OPTIONS, GET, HEAD']
  ])('is 405 where the real stack has the path alone, and not with this method: %s', async (path, allow) => {
    const answer = await test.ask('DELETE', path)
    expect([answer.status, answer.headers.allow]).toEqual([405, allow])
  })

  it.each([
    ['PATCH', '/apps/drive'],
    ['PUT', '/jobs/triggers/abc'],
    ['HEAD', '/settings/instance'],
    ['GET', '/permissions'],
    ['GET', '/permissions/'],
    ['DELETE', '/files/'],
    ['POST', '/apps/?Source=none']
  ])(
    'is 404 where the real stack has the path in a group, and not with this method: %s %s',
    async (...route) => {
      expect((await test.ask(...route)).status).toBe(404)
    }
  )

  it('is 404 in the words of CouchDB below /data', async () => {
    for (const path of ['/data', '/data/io.cozy.todos/abc']) {
      const { status, json } = await test.ask('PATCH', path, { headers: { accept: 'text/html' } })
      expect([status, json]).toEqual([404, { error: 'code=404, message=Not Found' }])
    }
  })

  it('is told on the admin port likewise', async () => {
    expect((await test.admin('GET', '/instances/assets')).status).toBe(501)
    expect((await test.admin('GET', '/nowhere')).status).toBe(404)
  })

  it('is 404 on a host that is own but no instance', async () => {
    const answer = await test.ask('GET', '/data/io.cozy.todos/one', { headers: { host: 'localhost:1' } })
    expect(answer.status).toBe(404)
  })

  it('leads a browser that names this machine to its instances, and one that names another host nowhere', async () => {
    const { port } = new URL(test.stack.url)
    const page = async (host: string) =>
      (await test.ask('GET', '/', { headers: { host, accept: 'text/html' } })).text
    const link = `<a href="${test.stack.url}">${test.stack.url}</a>`
    expect(await page(`localhost:${port}`)).toContain(link)
    expect(await page(`127.0.0.1:${port}`)).toContain(link)
    expect(await page(`other.localhost:${port}`)).toContain('<h1>There is no Cozy at this address</h1>')
    expect(await page(`other.localhost:${port}`)).not.toContain(test.stack.domain)
  })

  it.each(['/data/%E0%A4%A', '/%', '//', '/data/../../etc/passwd'])('is no crash for %s', async path => {
    expect((await test.ask('GET', path)).status).toBeLessThan(500)
    expect((await test.ask('GET', '/version')).status).toBe(200)
  })
})

describe('families', () => {
  it('say each what is there and what is not', () => {
    for (const { name, fidelity } of FAMILIES)
      expect([name, fidelity]).toEqual([name, expect.stringMatching(/\w\.$/)])
  })
})
