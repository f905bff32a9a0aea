import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configuration } from './configuration.mjs'
import { publish } from './publish.mjs'

const OURS = '@cozy-jobs/thing'

let root: string
let registry: Server
let uplink: Server
let url: string
const asked: string[] = []

const addressOf = async (server: Server): Promise<string> => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'cozy-jobs-registry-'))
  uplink = createServer((request, response) => {
    asked.push(decodeURIComponent(request.url ?? ''))
    response.writeHead(404, { 'content-type': 'application/json' }).end('{}')
  })
  const { runServer } = await import('verdaccio')
  const settings = configuration({
    storage: root,
    uplink: await addressOf(uplink),
    names: [OURS, '@cozy-jobs/other']
  })
  registry = (await runServer(settings)) as Server
  url = await addressOf(registry)
}, 60_000)
afterAll(() => {
  for (const server of [registry, uplink]) {
    server?.closeAllConnections()
    server?.close()
  }
  rmSync(root, { recursive: true, force: true })
})

it('gives what was published, byte for byte, and asks nobody else for our names', async () => {
  const file = join(root, 'thing-1.0.0.tgz')
  const data = Buffer.from('an archive')
  writeFileSync(file, data)
  const shasum = createHash('sha1').update(data).digest('hex')
  const integrity = `sha512-${createHash('sha512').update(data).digest('base64')}`
  const manifest = { name: OURS, version: '1.0.0', dependencies: { cheerio: '1.2.0' } }
  await publish(url, { ...manifest, integrity, shasum, file, manifest })

  const answer = await fetch(new URL('@cozy-jobs%2fthing', url))
  const { versions } = (await answer.json()) as {
    versions: Record<string, { dependencies: object; dist: { tarball: string; integrity: string } }>
  }
  expect(versions['1.0.0']).toMatchObject({ dependencies: { cheerio: '1.2.0' }, dist: { integrity } })
  const archive = await fetch(versions['1.0.0']!.dist.tarball)
  expect(Buffer.from(await archive.arrayBuffer())).toEqual(data)

  expect((await fetch(new URL('@cozy-jobs%2fother', url))).status).toBe(404)
  expect(asked).toEqual([])
  expect((await fetch(new URL('cheerio', url))).status).toBe(404)
  expect(asked).toEqual(['/cheerio'])

  // A version stays what it is.
  await expect(publish(url, { ...manifest, integrity, shasum, file, manifest })).rejects.toThrow(
    `Failed to publish ${OURS}: 409`
  )
}, 60_000)
