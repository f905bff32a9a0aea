import { afterEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Store } from '../api.js'
import { openStore } from '../open-store.js'
import { startCouchServer } from '../testing/index.js'
import { CouchClient } from './client.js'

const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise(done => server.close(done))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

const messageOf = (opening: Promise<Store>): Promise<string> =>
  opening.then(
    async store => {
      await store.close()
      return '(opened)'
    },
    (error: Error) => error.message
  )

describe('what is no CouchDB', () => {
  it('is said to be none', async () => {
    const url = await serve((_, response) => response.end('<html>'))
    expect(await messageOf(openStore({ kind: 'couchdb', url }))).toBe(
      `Failed to open the data: CouchDB at ${url}: what answers is no CouchDB. Check the address.`
    )
  })

  it('is not waited for longer than was said', async () => {
    const url = await serve(() => {})
    expect(await messageOf(openStore({ kind: 'couchdb', url, timeout: 50 }))).toBe(
      `Failed to open the data: CouchDB at ${url}: it gave no answer within 0.05 s. Look at its log, and try again.`
    )
  })

  it('is not waited for either where its answer never ends', async () => {
    const url = await serve((_, response) => response.write('['))
    expect(await messageOf(openStore({ kind: 'couchdb', url, timeout: 50 }))).toMatch(
      /: (it gave no answer within 0\.05 s|the connection broke)/
    )
  })

  it('is a CouchDB with a fault where it answers 500', async () => {
    const url = await serve((_, response) => response.writeHead(500).end('{"error":"badmatch","reason":"x"}'))
    expect(await messageOf(openStore({ kind: 'couchdb', url }))).toContain('it answered with status 500')
  })
})

describe('questions to a CouchDB', () => {
  it('below a folder of a proxy keep it, and are never made shorter', async () => {
    const asked: unknown[] = []
    const url = await serve((request, response) => {
      asked.push([request.url, request.headers.authorization])
      response.end('[]')
    })
    const store = await openStore({ kind: 'couchdb', url: `${url.replace('//', '//a:b%25@')}couch/` })
    closing.push(() => store.close())
    await store.documents('cozy1').get('io.cozy.todos', '..')
    const authorization = `Basic ${Buffer.from('a:b%').toString('base64')}`
    expect(asked).toEqual([
      ['/couch/_all_dbs?limit=1', authorization],
      ['/couch/cozy1%2Fio-cozy-todos/..', authorization]
    ])
  })

  it('name documents, and nothing else of a database', async () => {
    const couch = await startCouchServer()
    closing.push(() => couch.close())
    const store = await openStore({ kind: 'couchdb', url: couch.url })
    closing.push(() => store.close())
    const documents = store.documents('cozy1')
    await documents.createDoctype('io.cozy.todos')
    for (const id of ['', '_all_docs', '_design/', '_security', '\ud800']) {
      await expect(documents.get('io.cozy.todos', id)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('are asked again over a new connection where a kept one was closed, if they change nothing', async () => {
    let count = 0
    const url = await serve((request, response) => {
      if (++count === 2) request.socket.resetAndDestroy()
      else response.end('{"n":1}')
    })
    const client = new CouchClient(url, 5000)
    closing.push(async () => client.close())
    await client.ask({ method: 'GET', path: 'a' })
    expect(await client.ask({ method: 'GET', path: 'a' })).toEqual({ n: 1 })
    count = 1
    await expect(client.ask({ method: 'POST', path: 'a', body: '{}' })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('the connection broke (ECONNRESET)')
    })
  })

  it('make a database anew that somebody else has removed', async () => {
    const couch = await startCouchServer()
    closing.push(() => couch.close())
    const [one, other] = await Promise.all([1, 2].map(() => openStore({ kind: 'couchdb', url: couch.url })))
    closing.push(async () => (await one?.close(), other?.close()))
    await one?.documents('cozy1').put('io.cozy.todos', { n: 1 })
    await other?.documents('cozy1').dropDoctype('io.cozy.todos')
    expect(await one?.documents('cozy1').put('io.cozy.todos', { _id: 'a' })).toMatchObject({ _id: 'a' })
    expect(await other?.documents('cozy1').get('io.cozy.todos', 'a')).toMatchObject({ _id: 'a' })
  })
})
