import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'
import { publishVersion, type PublishOptions, type PublishReport } from './publish-version.js'

/** Of a port that is put in where the test runs. */
const NOBODY = 'http://nobody'

const TOKEN = 'editors-token-of-a-test'
const MANIFEST = {
  name: 'Todos',
  slug: 'todos',
  type: 'webapp',
  version: '1.0.0',
  editor: 'Somebody',
  icon: 'i.svg'
}

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

const servers: Server[] = []
const posted: { path: string | undefined; authorization: string | undefined; body: unknown }[] = []

const serve = async (answer: Answer): Promise<string> => {
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

const archiveOf = async (files: Record<string, string>): Promise<Buffer> => {
  const tar = pack()
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, content)
  tar.finalize()
  return gzipSync(await buffer(tar))
}

let archive: Buffer
let archiveUrl: string
let known: Record<string, object>
let refusal: { status: number; body?: string; headers?: Record<string, string> } | undefined
let registry: string

beforeEach(async () => {
  archive = await archiveOf({
    'todos-abc/manifest.webapp': JSON.stringify(MANIFEST),
    'todos-abc/index.js': ''
  })
  const site = await serve((_, response) => response.end(archive))
  archiveUrl = `${site}/todos.tar.gz`
  known = { '/space/registry/todos': { slug: 'todos' } }
  refusal = undefined
  posted.length = 0
  registry = `${await serve(async (request, response) => {
    const { url = '', headers, method } = request
    if (method === 'GET') {
      const found = known[url]
      return void response.writeHead(found ? 200 : 404).end(JSON.stringify(found ?? { error: 'Not Found' }))
    }
    posted.push({ path: url, authorization: headers.authorization, body: JSON.parse(await text(request)) })
    const {
      status,
      body = '',
      headers: more = {}
    } = refusal ?? { status: 201, headers: { location: '/there' } }
    response.writeHead(status, more).end(body)
  })}/space`
})

/** The address of a port that nothing listens on any more. */
const closedAddress = async (): Promise<string> => {
  const address = await serve(() => undefined)
  const server = servers.pop()
  server?.close()
  return address
}

const publish = (more: Partial<PublishOptions> = {}): Promise<PublishReport> =>
  publishVersion({
    registry,
    job: { slug: 'todos', kind: 'webapp', version: '1.0.0' },
    version: '1.0.0',
    url: archiveUrl,
    token: () => Promise.resolve(TOKEN),
    signal: new AbortController().signal,
    ...more
  })

const sum = (): string => createHash('sha256').update(archive).digest('hex')

describe('a version', () => {
  it('is sent with its address and its checksum, by whoever has the token', async () => {
    expect(await publish({ parameters: { a: 1 } })).toEqual({
      state: 'published',
      registry,
      slug: 'todos',
      kind: 'webapp',
      version: '1.0.0',
      channel: 'stable',
      url: archiveUrl,
      sha256: sum(),
      size: archive.length,
      location: '/there'
    })
    expect(posted).toEqual([
      {
        path: '/space/registry/todos',
        authorization: `Token ${TOKEN}`,
        body: { version: '1.0.0', url: archiveUrl, sha256: sum(), parameters: { a: 1 } }
      }
    ])
  })

  it.each([
    ['1.0.0', 'stable'],
    ['1.0.0-beta.3', 'beta'],
    ['1.0.0-dev.7a1618dff78ba445650f266bbe334cbc9176f03a', 'dev']
  ])('%s goes to the channel %s', async (version, channel) => {
    expect(await publish({ version })).toMatchObject({ version, channel })
  })

  it('that is there already is left alone where it is the same, and never replaced', async () => {
    known['/space/registry/todos/1.0.0'] = { version: '1.0.0', sha256: sum() }
    expect(await publish()).toMatchObject({ state: 'unchanged' })
    known['/space/registry/todos/1.0.0'] = { version: '1.0.0', sha256: 'f'.repeat(64) }
    await expect(publish()).rejects.toThrow('the registry has todos 1.0.0 already, with another content')
    expect(posted).toEqual([])
  })

  it('is only checked in a dry run, which needs no token', async () => {
    const token = (): Promise<string | undefined> => Promise.reject(new Error('asked for'))
    expect(await publish({ dryRun: true, token })).toMatchObject({ state: 'planned', sha256: sum() })
    expect(posted).toEqual([])
  })
})

describe('nothing is sent', () => {
  afterEach(() => expect(posted).toEqual([]))

  it.each([
    ['1', '"1" is no version that a registry knows'],
    ['1.0.0-rc.1', '"1.0.0-rc.1" is no version'],
    ['1.0.0-beta.x', 'Write 1.2.3 for the channel stable'],
    ['2.0.0', 'the version is to be 2.0.0, and the manifest says 1.0.0']
  ])('for the version %s', async (version, message) => {
    await expect(publish({ version })).rejects.toThrow(message)
  })

  it.each<[string, Partial<PublishOptions>, string]>([
    ['a checksum that is not that of the archive', { sha256: 'a'.repeat(64) }, `has the sha256`],
    ['an archive without an address', { url: 'todos.tar.gz' }, 'the archive "todos.tar.gz" is no address'],
    ['a registry without an address', { registry: 'registry' }, 'the registry "registry" is no address'],
    [
      'a registry that would get the token in the clear',
      { registry: 'http://registry.test/' },
      'in the clear'
    ],
    ['a registry that nobody answers for', { registry: NOBODY }, 'is not reachable: nothing listens there'],
    ['an archive that nobody answers for', { url: NOBODY }, 'is not there: nothing listens there'],
    [
      'an application that nobody knows',
      { job: { slug: 'other', kind: 'webapp', version: '1.0.0' } },
      'knows no application "other"'
    ],
    [
      'a build of another kind',
      { job: { slug: 'todos', kind: 'konnector', version: '1.0.0' } },
      'is of another kind: webapp, not konnector'
    ],
    [
      'a token that no header can hold',
      { token: () => Promise.resolve(`${TOKEN}\nmore`) },
      'it holds blanks, line ends or other letters'
    ],
    [
      'an archive behind a login',
      { url: `http://me:${TOKEN}@127.0.0.1/x` },
      'has a login in it: http://127.0.0.1/x.'
    ],
    ['an address with a slip', { url: `htp://me:${TOKEN}@a/x` }, 'the archive "htp://a/x" is no address'],
    ['a registry with a slip', { registry: `htp://me:${TOKEN}@a/` }, 'the registry "htp://a/" is no address'],
    [
      'nobody',
      { token: () => Promise.resolve(undefined) },
      'there is no token of an editor. Set REGISTRY_TOKEN'
    ]
  ])('for %s', async (_, more, message) => {
    const closed = await closedAddress()
    const entries = Object.entries(more).map(([name, value]) => [name, value === NOBODY ? closed : value])
    const words = await publish(Object.fromEntries(entries) as Partial<PublishOptions>).then(
      () => 'it was published',
      (reason: Error) => reason.message
    )
    expect(words).toContain(message)
    expect(words).not.toContain(TOKEN)
  })

  it.each<[string, Record<string, string>, string]>([
    ['has no manifest', { 'a/b/manifest.webapp': '{}' }, 'has no manifest at its top'],
    [
      'is of another application',
      { 'manifest.webapp': JSON.stringify({ ...MANIFEST, slug: 'notes' }) },
      'of another application: notes, not todos'
    ],
    [
      'is of another version',
      { 'manifest.webapp': JSON.stringify({ ...MANIFEST, version: '0.9.0' }) },
      'of another version: 0.9.0, not 1.0.0'
    ],
    [
      'leads out of its folder',
      { 'manifest.webapp': JSON.stringify(MANIFEST), '../../x': '' },
      'a path in it leads out of it: ../../x'
    ],
    ['lies beside its folder', { '../manifest.webapp': JSON.stringify(MANIFEST) }, 'leads out of it'],
    [
      'has two manifests',
      { 'manifest.webapp': '{"slug":"notes"}', './manifest.webapp': JSON.stringify(MANIFEST) },
      'it holds manifest.webapp twice'
    ],
    ['has a manifest with errors', { 'manifest.webapp': '{' }, 'has errors. Mend them:\nx']
  ])('for an archive that %s', async (_, files, message) => {
    archive = await archiveOf(files)
    await expect(publish()).rejects.toThrow(message.replace(/\nx$/, ''))
  })

  it('for an archive that is none, or is cut off', async () => {
    const whole = archive
    archive = Buffer.from('<html>')
    await expect(publish()).rejects.toThrow('can not be read: it is not gzipped. Make it a tar.gz')
    archive = whole.subarray(0, whole.length - 20)
    await expect(publish()).rejects.toThrow('can not be read: it is cut off')
    archive = gzipSync('no tar, though it is longer than nothing'.repeat(30))
    await expect(publish()).rejects.toThrow(/can not be read|has no manifest/)
  })
})

describe('what the registry says no to', () => {
  it.each<[number, string, string]>([
    [400, '{"error":"bad url"}', 'does not take what was sent, it says: bad url. Mend that'],
    [401, '{"error":"bad token"}', 'did not take the token, it says: bad token. Give the one of the editor'],
    [403, '{"message":"not you"}', 'does not let this token publish todos, it says: not you.'],
    [404, '', 'knows no application "todos"'],
    [409, '', 'somebody has published todos 1.0.0 in the meantime. Raise the version.'],
    [412, '{"errors":[{"detail":"bad sum"}]}', 'refused the archive, it says: bad sum.'],
    [500, '<html>', 'answers 500. Try again later'],
    [429, `{"error":"too many of ${TOKEN}\\u001b[2J"}`, 'answers 429, it says: too many of ***']
  ])('with %d is one message', async (status, body, message) => {
    refusal = { status, body }
    const error = await publish().then(
      () => new Error('it was published'),
      (reason: Error) => reason
    )
    expect(error.message).toContain(message)
    expect(error.message).toMatch(/^Failed to publish: \P{Cc}*$/u)
    expect(error.message).not.toContain(TOKEN)
  })

  it('is told without the login of its address', async () => {
    const behind = registry.replace('//', `//me:${TOKEN}@`)
    expect(JSON.stringify(await publish({ registry: behind }))).not.toContain(TOKEN)
  })

  it('does not lead the token elsewhere', async () => {
    const elsewhere = await serve((_, response) => response.writeHead(201).end())
    refusal = { status: 307, headers: { location: elsewhere } }
    await expect(publish()).rejects.toThrow('answers 307, and leads elsewhere')
  })
})
