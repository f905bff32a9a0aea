import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fixturify from 'fixturify'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

interface Seen {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
}

let test: TestStack
let folder: string
let site: Server
let elsewhere: Server
let seen: Seen[] = []
const SECRET = ['site', 'token', '42'].join('-')

/** A site: it answers by the first part of the path, and notes what it was asked. */
const startSite = async (): Promise<Server> => {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      seen.push({ method, url, headers, body })
      if (url.startsWith('/page')) return response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')
      if (url.startsWith('/away'))
        return response.writeHead(302, { location: `${origin(elsewhere)}/there` }).end()
      if (url.startsWith('/loop')) return response.writeHead(302, { location: url }).end()
      if (url.startsWith('/none'))
        return response.writeHead(404, { 'content-type': 'application/json' }).end('{}')
      return response
        .writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'set-cookie': 'a=b',
          'access-control-allow-origin': '*',
          'x-own': 'kept'
        })
        .end('{"here":true}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

const origin = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

beforeAll(async () => {
  site = await startSite()
  elsewhere = await startSite()
  const at = origin(site)
  const requests = {
    'org.example.entity': `GET ${at}/wiki/{{entity}}.json?lang={{lang}}\nAccept: application/json\nX-By: {{by}}`,
    'org.example.post': `POST ${at}/post?x=1\nContent-Type: application/json\n\n{"a": "{{json a}}", "b": "{{html b}}"}\n{{c}}`,
    'org.example.secret': `GET ${at}/in?key={{secret_key}}\nAuthorization: Bearer {{secret_key}}`,
    'org.example.away': `GET ${at}/away\nAuthorization: Bearer {{secret_key}}\nX-Key: {{secret_key}}\nX-Other: here`,
    'org.example.up': `GET ${at}/wiki/{{name}}/x`,
    'org.example.page': `GET ${at}/page`,
    'org.example.loop': `GET ${at}/loop`,
    'org.example.none': `GET ${at}/none`,
    'org.example.down': 'GET http://127.0.0.1:1/',
    'org.example.host': 'GET http://{{host}}/x',
    'org.example.delete': `DELETE ${at}/x`,
    'org.example.file': 'GET file:///etc/passwd',
    'org.example.header': `GET ${at}/x\nnot a header`,
    'org.example.function': `POST ${at}/x\n\n{{shout a}}`
  }
  folder = mkdtempSync(join(tmpdir(), 'remote-'))
  fixturify.writeSync(folder, {
    ...Object.fromEntries(Object.entries(requests).map(([name, request]) => [name, { request }])),
    docs: {},
    '.git': {},
    'asset.svg': '<svg/>'
  })
  test = await startTestStack({
    config: {
      remote: {
        doctypes: folder,
        customPort: true,
        assets: {
          bank: `${at}/bank`,
          mine: pathToFileURL(join(folder, 'asset.svg')).href,
          gone: 'file:///nowhere'
        }
      }
    }
  })
  for (const doctype of ['org.example.secret', 'org.example.away']) {
    await test.admin('PUT', `/secrets/io.cozy.remote.secrets/${doctype}`, { body: { key: SECRET } })
  }
})

afterAll(async () => {
  await test.stack.close()
  site.close()
  elsewhere.close()
  rmSync(folder, { recursive: true })
})

const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
  seen = []
  const doctype = path.split('?')[0]!
  const token = await test.cli(doctype)
  return test.ask(method, `/remote/${path}`, { token, ...(body !== undefined && { body }) })
}

const logged = async (doctype: string): Promise<Record<string, unknown>[]> => {
  const [instance] = test.stack.instances.list()
  const { rows } = await instance!.documents.list('io.cozy.remote.requests', { include_docs: true })
  return rows.flatMap(({ doc }) => (doc?.doctype === doctype ? [doc] : []))
}

describe('a remote doctype', () => {
  it('is asked with the values of the query, and its answer handed on', async () => {
    const answer = await ask('GET', 'org.example.entity?entity=Q42&lang=f%26r%20a&by=me&comment=hello')
    expect([answer.status, answer.json]).toEqual([200, { here: true }])
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-own': 'kept'
    })
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(seen).toEqual([
      {
        method: 'GET',
        url: '/wiki/Q42.json?lang=f%26r+a',
        headers: expect.objectContaining({
          accept: 'application/json',
          'x-by': 'me',
          'user-agent': 'cozy-stack'
        }),
        body: ''
      }
    ])
    expect((await logged('org.example.entity')).at(-1)).toMatchObject({
      doctype: 'org.example.entity',
      verb: 'GET',
      url: `${origin(site)}/wiki/Q42.json?lang=f%26r+a`,
      response_code: 200,
      content_type: 'application/json',
      variables: { entity: 'Q42', lang: 'f&r a', by: 'me', comment: 'hello' }
    })
  })

  it('gets what stands in its path escaped twice, as on the real stack, and never another folder', async () => {
    expect((await ask('GET', 'org.example.up?name=a%20b%2F..%2Fc')).status).toBe(200)
    expect(seen[0]!.url).toBe('/wiki/a%2520b%252F..%252Fc/x')
  })

  it('is posted with the values of the body, each escaped as its place says', async () => {
    const answer = await ask('POST', 'org.example.post', { a: '"<x>"\n', b: '<b>&', c: 'as it is' })
    expect(answer.status).toBe(200)
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/post?x=1',
      body: '{"a": "\\"\\u003cx\\u003e\\"\\n", "b": "&lt;b&gt;&amp;"}\nas it is'
    })
    expect(JSON.parse(seen[0]!.body.split('\n')[0]!)).toMatchObject({ a: '"<x>"\n' })
  })

  it('gets its secret, which no log shows', async () => {
    expect((await ask('GET', 'org.example.secret')).status).toBe(200)
    expect(seen[0]).toMatchObject({
      url: `/in?key=${SECRET}`,
      headers: { authorization: `Bearer ${SECRET}` }
    })
    expect((await logged('org.example.secret')).at(-1)).toMatchObject({ url: `${origin(site)}/in?key=***` })
    expect(JSON.stringify(await logged('org.example.secret'))).not.toContain(SECRET)
  })

  it('leads elsewhere, but its secrets stay', async () => {
    expect((await ask('GET', 'org.example.away')).status).toBe(200)
    const last = seen.at(-1)!
    expect(last).toMatchObject({ url: '/there', headers: { 'x-other': 'here' } })
    expect(JSON.stringify(last)).not.toContain(SECRET)
  })

  it('hands the refusal of a site on', async () => {
    expect((await ask('GET', 'org.example.none')).status).toBe(404)
  })

  it.each([
    [
      'GET',
      'org.example.entity?entity=Q42',
      400,
      'a variable is used in the template, but no value was given'
    ],
    ['POST', 'org.example.entity', 405, 'POST is not allowed on this endpoint'],
    ['GET', 'org.example.unknown', 404, 'the doctype has no request defined'],
    ['GET', 'org.example.page', 502, 'the content-type for the response is not authorized'],
    ['GET', 'org.example.down', 502, "can't connect to the remote host"],
    ['GET', 'org.example.loop', 502, "can't connect to the remote host"],
    ['GET', 'org.example.host?host=x', 400, 'the request is not valid'],
    ['GET', 'org.example.delete', 400, 'the request is not valid'],
    ['GET', 'org.example.file', 400, 'the request is not valid'],
    ['GET', 'org.example.header', 400, 'the request is not valid'],
    ['GET', 'org.example.up?name=..', 400, 'the variables are not valid'],
    ['GET', 'org.example.up?name=%2e', 400, 'the variables are not valid'],
    ['GET', 'org.example.entity?entity=x&lang=a&by=%0dX-Evil:1', 400, 'the variables are not valid']
  ])('%s %s is %i', async (method, path, status, detail) => {
    const answer = await ask(method, path, method === 'POST' ? {} : undefined)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([status, detail])
  })

  it.each([['{'], ['[]'], [{ a: 1 }]])('posted with %j is refused', async body => {
    const answer = await ask('POST', 'org.example.post', body)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([400, 'the variables are not valid'])
  })

  it('with a function that nobody knows is refused', async () => {
    expect((await ask('POST', 'org.example.function', { a: 'x' })).status).toBe(400)
  })

  it('is asked by those who may alone', async () => {
    const token = await test.cli('org.example.other')
    expect((await test.ask('GET', '/remote/org.example.page', { token })).status).toBe(403)
    expect((await test.ask('GET', '/remote/org.example.page')).status).toBe(401)
  })

  it.each(['..%2F..%2Fetc', '..', '_x'])('named %s is none', async name => {
    const token = await test.cli('*')
    expect((await test.ask('GET', `/remote/${name}`, { token })).status).toBeGreaterThanOrEqual(400)
    expect(seen).toEqual(seen.filter(({ url }) => !url.includes('etc')))
  })
})

describe('the doctypes', () => {
  it('are listed for those who may read them', async () => {
    const token = await test.cli('io.cozy.doctypes:GET')
    const { json } = await test.ask('GET', '/remote/_all_doctypes', { token })
    expect(json).toContain('org.example.entity')
    expect(json).not.toContain('docs')
    expect(json).not.toContain('.git')
    expect(
      (await test.ask('GET', '/remote/_all_doctypes', { token: await test.cli('io.cozy.files') })).status
    ).toBe(403)
  })
})

describe('an asset', () => {
  it('comes from a site or a file, as the configuration says', async () => {
    const token = await test.cli('io.cozy.files')
    const bank = await test.ask('GET', '/remote/assets/bank', { token })
    expect([bank.status, bank.json]).toEqual([200, { here: true }])
    const mine = await test.ask('GET', '/remote/assets/mine', { token })
    expect([mine.status, mine.text, mine.headers['content-type']]).toEqual([200, '<svg/>', 'image/svg+xml'])
    for (const name of ['gone', 'other', 'toString']) {
      const answer = await test.ask('GET', `/remote/assets/${name}`, { token })
      expect([answer.status, answer.json.errors[0].detail]).toEqual([
        404,
        'wanted remote asset is not part of our asset list'
      ])
    }
    expect((await test.ask('GET', '/remote/assets/bank')).status).toBe(401)
  })
})
