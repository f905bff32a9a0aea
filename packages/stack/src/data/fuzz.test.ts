import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fuzz, fuzzedRequests } from '../testing/fuzz.js'
import { startTestStack, type TestStack } from '../testing/test-stack.js'

const T = '/data/io.cozy.todos'

const PATHS = [
  '/data/:a/:b',
  ...[
    '',
    '/',
    '/:a',
    '/_all_docs',
    '/_normal_docs',
    '/_bulk_docs',
    '/_bulk_get',
    '/_revs_diff',
    '/_changes'
  ].map(path => T + path),
  ...[
    '/_local/:a',
    '/_index',
    '/_find',
    '/_design/:a',
    '/_design_docs',
    '/_design/:a/copy',
    '/_design/:a/:b'
  ].map(path => T + path),
  `${T}/_ensure_full_commit`,
  `${T}/:a/relationships/references`,
  '/data/io.cozy.files/:a/relationships/:b',
  '/data/io.cozy.accounts/:a',
  '/data/_all_doctypes'
]

const WORDS = [
  ...[
    '_id',
    '_rev',
    '_deleted',
    '_revisions',
    'start',
    'ids',
    '_attachments',
    'one',
    '1-0',
    `1-${'0'.repeat(32)}`
  ],
  ...[
    'docs',
    'new_edits',
    'keys',
    'key',
    'limit',
    'skip',
    'startkey',
    'include_docs',
    'descending',
    'Fields'
  ],
  ...[
    'selector',
    'sort',
    'fields',
    'bookmark',
    'use_index',
    'execution_stats',
    'index',
    'partial_filter_selector'
  ],
  ...[
    '$and',
    '$or',
    '$not',
    '$eq',
    '$gt',
    '$in',
    '$elemMatch',
    '$regex',
    '$exists',
    '$mod',
    '$type',
    'asc',
    'desc'
  ],
  ...[
    'since',
    'feed',
    'style',
    'filter',
    '_doc_ids',
    '_selector',
    'doc_ids',
    'rev',
    'revs',
    'include',
    'credentials'
  ],
  ...[
    'data',
    'id',
    'type',
    'attributes',
    'auth',
    'login',
    'password',
    'page[limit]',
    'page[cursor]',
    '__proto__',
    'a.b'
  ]
]

let test: TestStack
let token: string

beforeAll(async () => {
  test = await startTestStack()
  token = await test.cli('io.cozy.todos io.cozy.files io.cozy.accounts io.cozy.doctypes')
  await test.ask('PUT', `${T}/one`, { token, body: { a: 1 } })
})

afterAll(() => test.stack.close())

describe('the data family', () => {
  it('answers whatever it is asked, never with an error of its own', async () => {
    await fuzz(
      test,
      fuzzedRequests(PATHS, WORDS, [token]),
      ({ status }) => expect(status).toBeLessThan(500),
      2000
    )
    expect((await test.ask('GET', '/version')).status).toBe(200)
  })
})
