import fc from 'fast-check'
import type { RunningStack } from '@cozy-jobs/stack'
import { nastyBody, nastyPart } from './nasty.js'

type Route = RunningStack['routes'][number]

/** One request as it goes over the wire. */
export interface FuzzRequest {
  port: Route['port']
  /** Before the instance's own name: that of an app's domain. */
  label: string
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer | undefined
  token: number
  /** Says that more is coming than comes, and hangs up. */
  cutOff: boolean
}

/** What is there on the stack that is asked, so that requests reach deep. */
export interface Known {
  ids: readonly string[]
  sources: readonly string[]
  tokens: number
}

const DOCTYPES = [
  'io.cozy.todos', 'io.cozy.files', 'io.cozy.apps', 'io.cozy.konnectors', 'io.cozy.jobs', 'io.cozy.triggers',
  'io.cozy.permissions', 'io.cozy.settings', 'io.cozy.sessions', 'io.cozy.accounts', 'io.cozy.never.seen', 'nodoctype',
  'io.cozy.secrets'
] // prettier-ignore

const WORDS = [
  'service',
  'konnector',
  'Type',
  'latest',
  '1.0.0',
  'file',
  'directory',
  'icon',
  'secret',
  'rev'
] as const

const QUERY = [
  'Type', 'Name', 'Path', 'Tags', 'Executable', 'CreatedAt', 'UpdatedAt', 'Size', 'MetadataID', 'SourceAccount', 'Dirname',
  'limit', 'skip', 'startkey', 'endkey', 'key', 'keys', 'start_key', 'include_docs', 'include', 'fields', 'sort',
  'page[cursor]', 'page[limit]', 'page[skip]', 'since', 'feed', 'filter', 'style', 'descending', 'seq_interval', 'rev',
  'revs', 'open_revs', 'latest', 'attachments', 'conflicts', 'doc_ids', 'new_edits', 'codes', 'ttl', 'Domain', 'Audience',
  'Subject', 'Scope', 'Locale', 'Email', 'PublicName', 'Passphrase', 'Trace', 'Worker', 'job_id', 'version',
  'PermissionsAcked', 'Parameters', 'Deactivated', 'DuplicateMode', 'Dl', 'redirect', 'code', 'state', 'sharecode',
  'Fields', 'DesignDocs', 'inclusive_end', 'revs_info', 'Limit', 'Manual', 'workers', 'duration', 'perm_id',
  'client_id', 'response_type', 'scope', 'created_since', 'timeout', 'heartbeat', 'w', 'q', 'selector', 'Force', 'Encrypted'
] // prettier-ignore

const WORTH = ['true', 'false', '0', '1', '100', '-1', 'file', 'directory', 'io.cozy.files', 'all', '"a"', '["a"]', 'continuous', 'longpoll', 'eventsource'] as const // prettier-ignore

const TYPES = ['application/json', 'application/vnd.api+json', 'text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded', 'image/png', '*/*', 'x', '', ';;', 'application/json; charset=utf-16'] as const // prettier-ignore

const HEADERS: Record<string, readonly string[]> = {
  'content-type': TYPES,
  accept: ['application/json', 'text/event-stream', 'text/html', '*/*', '', 'application/vnd.api+json'],
  'if-match': ['1-abc', '"1-abc"', '*', '', 'x'.repeat(500)],
  'if-none-match': ['*', '"x"', ''],
  range: [
    'bytes=0-',
    'bytes=-1',
    'bytes=5-1',
    'bytes=0-0,1-1',
    'bytes=99999999999999999999-',
    'lines=1-2',
    ''
  ],
  'content-md5': ['x', 'AAAAAAAAAAAAAAAAAAAAAA==', ''],
  date: ['Mon, 01 Jan 2024 00:00:00 GMT', 'never'],
  cookie: ['cozysessid=x', 'cozysessid=', '=;=', 'a=%ff'],
  authorization: ['Bearer', 'Bearer x', 'Basic eDp5', 'Basic !!!', 'Digest', 'Bearer a.b.c'],
  'content-encoding': ['gzip', 'br'],
  expect: ['100-continue'],
  upgrade: ['websocket', 'h2c'],
  'x-forwarded-host': ['evil.example'],
  'x-http-method-override': ['DELETE']
}

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'PROPFIND',
  'TRACE',
  'COPY',
  'LOCK'
] as const

const part = (name: string, known: Known): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...(/doctype/i.test(name) ? DOCTYPES : known.ids)) },
    { weight: 1, arbitrary: fc.constantFrom(...WORDS, ...DOCTYPES) },
    { weight: 3, arbitrary: nastyPart }
  )

const pathOf = (pattern: string, known: Known): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...pattern.split('/').map(piece => (/^:|\*/.test(piece) ? part(piece, known) : fc.constant(piece)))
    )
    .map(pieces => pieces.join('/') || '/')

const queryOf = (known: Known): fc.Arbitrary<string> => {
  const value = fc.oneof(fc.constantFrom(...WORTH, ...known.ids), nastyPart)
  // A source is one of ours alone: a stack fetches what it is told to.
  const source = fc.constantFrom(...known.sources).map(text => `Source=${encodeURIComponent(text)}`)
  const parameter = fc.tuple(fc.constantFrom(...QUERY), value).map(pair => pair.join('='))
  return fc
    .array(fc.oneof({ weight: 8, arbitrary: parameter }, source, nastyPart), { maxLength: 4 })
    .map(pairs => (pairs.length > 0 ? `?${pairs.join('&')}` : ''))
}

const headers: fc.Arbitrary<Record<string, string>> = fc
  .array(
    fc
      .constantFrom(...Object.keys(HEADERS))
      .chain(name =>
        fc.constantFrom(...(HEADERS[name] ?? [])).map((value): [string, string] => [name, value])
      ),
    { maxLength: 3 }
  )
  .map(pairs => Object.fromEntries([['accept', 'application/json'], ...pairs]) as Record<string, string>)

/** Any request to one of these routes, on `labels` before the instance's domain. */
export const requestTo = (
  routes: readonly Pick<Route, 'port' | 'method' | 'path'>[],
  known: Known,
  labels: readonly string[] = ['']
): fc.Arbitrary<FuzzRequest> =>
  fc.constantFrom(...routes).chain(({ port, method, path }) =>
    fc
      .record({
        method: fc.oneof({ weight: 9, arbitrary: fc.constant(method) }, fc.constantFrom(...METHODS)),
        label: fc.constantFrom(...labels),
        path: pathOf(path, known),
        query: queryOf(known),
        headers,
        body: nastyBody,
        token: fc.nat({ max: known.tokens }),
        cutOff: fc.integer({ min: 0, max: 40 }).map(chance => chance === 1)
      })
      .map(({ path: asked, query, ...request }) => ({ port, ...request, path: asked + query }))
  )
