import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { GitAddress } from './git-address.js'
import { runGit } from './git-command.js'

const seen: Record<'own' | 'other', string[]> = { own: [], other: [] }
const servers: Server[] = []

const serve = async (
  name: keyof typeof seen,
  answer: (request: IncomingMessage, response: ServerResponse) => void
): Promise<number> => {
  const server = createServer((request, response) => {
    seen[name].push(request.headers.authorization ?? '')
    answer(request, response)
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const line = (text: string): string => `${(text.length + 4).toString(16).padStart(4, '0')}${text}`

/** What a server of repositories says first, in the protocol's second version. */
const GREETING = `${line('# service=git-upload-pack\n')}0000${line('version 2\n')}${line('ls-refs\n')}0000`

let remote = ''

beforeAll(async () => {
  const other = await serve('other', ({ method }, response) => {
    const type = 'application/x-git-upload-pack-advertisement'
    if (method === 'GET') response.setHeader('content-type', type).end(GREETING)
    else response.writeHead(404).end()
  })
  const own = await serve('own', ({ headers, url = '' }, response) => {
    if (headers.authorization === undefined) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end()
    } else response.writeHead(302, { location: `http://127.0.0.1:${other}${url}` }).end()
  })
  remote = `http://127.0.0.1:${own}/repository`
})

afterAll(() => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
})

it('says who asks to the host of the address alone, wherever that leads', async () => {
  const credentials = `me:pa:ss "w'or$d`
  // Over HTTPS everywhere else: a test has no certificate.
  const address = { remote, protocol: 'http', credentials } as unknown as GitAddress
  const asked = runGit(['ls-remote', '--', remote], address, {
    signal: AbortSignal.timeout(10_000),
    environment: { PATH: process.env.PATH }
  })
  await expect(asked).rejects.toThrow()
  expect(seen.own).toContain(`Basic ${Buffer.from(credentials).toString('base64')}`)
  expect(seen.other.length).toBeGreaterThan(0)
  expect(new Set(seen.other)).toEqual(new Set(['']))
})
