import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { Answer } from '../testing/test-stack.js'
import { permission, useApps } from './testing/use-app.js'

const bed = useApps()
const TODOS = { type: 'io.cozy.todos', verbs: ['GET'] }

let owner: string
let other: string
let id: string
let codes: Record<string, string>

const patch = (path: string, token: string, attributes: Record<string, unknown>): Promise<Answer> =>
  bed.test.ask('PATCH', `/permissions/${path}`, { token, body: permission(attributes) })

const rulesOf = async (token: string): Promise<unknown> =>
  (await bed.test.ask('GET', '/permissions/self', { token })).json.data.attributes.permissions

beforeAll(async () => {
  owner = await bed.install('owner', { todos: { type: 'io.cozy.todos' } })
  other = await bed.install('other', { bills: { type: 'io.cozy.bills', verbs: ['GET'] } })
})

beforeEach(async () => {
  const body = permission({ permissions: { todos: TODOS } })
  const { json } = await bed.test.ask('POST', '/permissions?codes=bob,jane', { token: owner, body })
  id = json.data.id
  codes = json.data.attributes.codes
})

describe('a change of permissions', () => {
  it('takes away codes, and their shortcodes with them', async () => {
    const answer = await patch(id, owner, { codes: { jane: codes.jane } })
    expect(answer.status).toBe(200)
    const { attributes } = answer.json.data
    expect([Object.keys(attributes.codes), Object.keys(attributes.shortcodes)]).toEqual([['jane'], ['jane']])
    expect(await rulesOf(codes.jane!)).toEqual({ todos: TODOS })
    expect((await bed.test.ask('GET', '/permissions/self', { token: codes.bob! })).status).toBe(403)
  })

  it('adds rules and takes some away', async () => {
    const added = { type: 'io.cozy.todos', verbs: ['POST'] }
    await patch(id, owner, { permissions: { added } })
    expect(await rulesOf(codes.bob!)).toEqual({ todos: TODOS, added })
    const answer = await patch(id, owner, { permissions: { todos: {} } })
    expect(answer.json.data.attributes.permissions).toEqual({ added })
    expect(answer.json.data.attributes.cozyMetadata.updatedByApps).toHaveLength(1)
    expect(await rulesOf(codes.bob!)).toEqual({ added })
  })

  it('sets and takes away password and end', async () => {
    const end = '2031-01-01T00:00:00Z'
    const set = await patch(id, owner, { password: 'secret of the link', expires_at: end })
    expect(set.json.data.attributes).toMatchObject({ password: true, expires_at: end })
    expect((await bed.test.ask('GET', '/permissions/self', { token: codes.bob! })).status).toBe(400)
    const unset = await patch(id, owner, { password: '', expires_at: '' })
    expect(unset.json.data.attributes).not.toHaveProperty('password')
    expect(unset.json.data.attributes).not.toHaveProperty('expires_at')
    expect(await rulesOf(codes.bob!)).toEqual({ todos: TODOS })
  })

  it('notes each app where it stood before', async () => {
    const slugs = ({ json }: Answer): string[] =>
      json.data.attributes.cozyMetadata.updatedByApps.map(({ slug }: { slug: string }) => slug)
    const rule = { type: 'io.cozy.bills', verbs: ['GET'] }
    expect(slugs(await patch(id, other, { permissions: { rule } }))).toEqual(['owner', 'other'])
    expect(slugs(await patch(id, owner, { permissions: { rule: {} } }))).toEqual(['owner', 'other'])
  })

  it('is for no name that is CouchDB’s own', async () => {
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? permission({ codes: {} }) : undefined
      const { status, json } = await bed.test.ask(method, '/permissions/_all_docs', { token: owner, body })
      expect([status, json.errors[0].title]).toEqual([400, 'bad_id'])
    }
  })

  it('gives an end that is over a new one', async () => {
    await patch(id, owner, { expires_at: '2020-01-01T00:00:00Z' })
    expect((await bed.test.ask('GET', `/permissions/${id}`, { token: owner })).status).toBe(400)
    expect((await patch(id, owner, { expires_at: '' })).status).toBe(200)
  })

  it('lets one app give another what it may do itself, which an update keeps', async () => {
    const given = { type: 'io.cozy.bills', verbs: ['GET'], values: ['one'] }
    expect((await patch('apps/owner', other, { permissions: { given } })).status).toBe(200)
    expect(await rulesOf(owner)).toEqual({ todos: { type: 'io.cozy.todos' }, given })
    await bed.install('owner', { todos: { type: 'io.cozy.todos' }, more: { type: 'io.cozy.more' } })
    expect(await rulesOf(owner)).toEqual({
      todos: { type: 'io.cozy.todos' },
      more: { type: 'io.cozy.more' },
      given
    })
    expect((await patch('apps/owner', other, { permissions: { given: {} } })).status).toBe(200)
  })

  it.each([
    [
      'of another',
      () => other,
      { codes: { bob: 'x' } },
      403,
      'Permissions can be updated only by its parent'
    ],
    [
      'with no more than it has',
      () => owner,
      { permissions: { b: { type: 'io.cozy.bills' } } },
      403,
      'Attempt to create a larger permission set'
    ],
    [
      'to no doctype',
      () => owner,
      { permissions: { b: { type: 'io.cozy.*' } } },
      403,
      'io.cozy.* is not a valid doctype name'
    ],
    [
      'of nothing',
      () => owner,
      {},
      400,
      "The patch doc should have property 'codes' or 'permissions', not both"
    ],
    [
      'of no rules',
      () => owner,
      { permissions: {} },
      400,
      "The patch doc should have property 'codes' or 'permissions', not both"
    ],
    [
      'of both',
      () => owner,
      { codes: { a: 'x' }, permissions: { todos: TODOS } },
      400,
      "The patch doc should have property 'codes' or 'permissions', not both"
    ],
    [
      'of a verb that is none',
      () => owner,
      { permissions: { a: { type: 'io.cozy.todos', verbs: ['READ'] } } },
      400,
      'Permission scope is empty or malformed'
    ]
  ])('%s is refused', async (_what, token, attributes, status, error) => {
    const answer = await patch(id, token(), attributes)
    expect([answer.status, answer.json.error]).toEqual([status, error])
  })

  it('of what is not there is a 404', async () => {
    for (const path of ['absent', 'apps/absent', 'konnectors/absent']) {
      expect((await patch(path, owner, { permissions: { todos: TODOS } })).status).toBe(404)
    }
  })
})

describe('a permission', () => {
  it('is shown to who has it or made it alone', async () => {
    expect((await bed.test.ask('GET', `/permissions/${id}`, { token: other })).status).toBe(403)
    expect((await bed.test.ask('GET', `/permissions/${id}`, { token: codes.bob! })).status).toBe(200)
    expect((await bed.test.ask('GET', '/permissions/absent', { token: owner })).status).toBe(404)
  })
})
