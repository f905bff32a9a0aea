import { beforeAll, describe, expect, it } from '@jest/globals'
import { fuzz, fuzzedRequests } from '../testing/fuzz.js'
import { permission, useApps } from './testing/use-app.js'

const bed = useApps()

const PATHS = [
  '/permissions',
  '/permissions/self',
  '/permissions/:a',
  '/permissions/exists',
  '/permissions/apps/:a',
  '/permissions/konnectors/:a',
  '/permissions/doctype/:a/shared-by-link',
  '/permissions/doctype/io.cozy.todos/sharedByLink',
  '/auth/share-by-link/password',
  '/data/io.cozy.secrets/:a'
]

const WORDS = [
  ...[
    'data',
    'attributes',
    'type',
    'id',
    'permissions',
    'codes',
    'password',
    'expires_at',
    'cozyMetadata',
    'ttl'
  ],
  ...[
    'io.cozy.todos',
    'io.cozy.*',
    '*',
    'verbs',
    'GET',
    'ALL',
    'READ',
    'values',
    'selector',
    'one',
    'tiny',
    'true'
  ],
  ...[
    '1D',
    '99999999999Y',
    '2030-01-01T00:00:00Z',
    'page[limit]',
    'page[cursor]',
    '[1,"a"]',
    'demo',
    'perm_id'
  ],
  ...['updatedByApps', 'doctypeVersion', 'slug', 'date', 'bearer_token', '__proto__', 'constructor']
]

let tokens: string[]

beforeAll(async () => {
  const app = await bed.install('demo', { todos: { type: 'io.cozy.todos', verbs: ['GET'] } })
  const body = permission({ permissions: { todos: { type: 'io.cozy.todos', verbs: ['GET'] } } })
  const { json } = await bed.test.ask('POST', '/permissions?codes=one', { token: app, body })
  const { codes, shortcodes } = json.data.attributes
  tokens = [app, codes.one, shortcodes.one, await bed.test.cli('io.cozy.todos'), 'x', '123456', `${app}x`]
})

describe('the permissions family', () => {
  it('answers whatever it is asked, never with an error of its own, and lets nobody where it may not', async () => {
    await fuzz(bed.test, fuzzedRequests(PATHS, WORDS, tokens), ({ status }, { path }) => {
      expect(status).toBeLessThan(500)
      if (path.startsWith('/data/io.cozy.secrets/')) expect([400, 401, 403, 404, 405]).toContain(status)
    })
    expect((await bed.test.ask('GET', '/version')).status).toBe(200)
  })
})
