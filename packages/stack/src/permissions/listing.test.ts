import { beforeAll, describe, expect, it } from '@jest/globals'
import { permission, useApps } from './testing/use-app.js'

const bed = useApps()
let app: string
let ids: string[]

const share = async (rules: Record<string, unknown>): Promise<string> => {
  const body = permission({ permissions: rules })
  return (await bed.test.ask('POST', '/permissions?codes=a', { token: app, body })).json.data.id
}

beforeAll(async () => {
  app = await bed.install('lister', { events: { type: 'io.cozy.events' }, notes: { type: 'io.cozy.notes' } })
  ids = []
  for (const id of ['one', 'two', 'three']) {
    ids.push(await share({ event: { type: 'io.cozy.events', verbs: ['GET'], values: [id] } }))
  }
  await share({ note: { type: 'io.cozy.notes', verbs: ['GET'], values: ['one'] } })
  ids.sort()
})

describe('shares by link', () => {
  const list = async (query = ''): Promise<{ ids: string[]; next: string; attributes: unknown }> => {
    const path = query || '/permissions/doctype/io.cozy.events/shared-by-link'
    const { json } = await bed.test.ask('GET', path, { token: app })
    const data = json.data as { id: string; attributes: unknown }[]
    return { ids: data.map(({ id }) => id), next: json.links.next, attributes: data[0]?.attributes }
  }

  it('are listed by doctype, with their codes', async () => {
    const all = await list()
    expect(all).toMatchObject({ ids, attributes: { type: 'share', codes: { a: expect.any(String) } } })
    expect(all.next).toBeUndefined()
    expect((await list('/permissions/doctype/io.cozy.events/sharedByLink')).ids).toEqual(ids)
  })

  it('come in pages', async () => {
    const first = await list('/permissions/doctype/io.cozy.events/shared-by-link?page[limit]=2')
    expect(first.ids).toEqual(ids.slice(0, 2))
    expect((await list(first.next)).ids).toEqual(ids.slice(2))
    const skipped = await list(
      '/permissions/doctype/io.cozy.events/shared-by-link?page[limit]=1&page[skip]=1'
    )
    expect(skipped.ids).toEqual([ids[1]])
    expect((await list(skipped.next)).ids).toEqual([ids[2]])
  })

  it('are refused to who may not read the whole doctype', async () => {
    const path = '/permissions/doctype/io.cozy.contacts/shared-by-link'
    const { status, json } = await bed.test.ask('GET', path, { token: app })
    expect([status, json.errors[0].detail]).toEqual([
      403,
      'You need GET permission on whole type to list its permissions'
    ])
  })

  it.each(['page[limit]=x', 'page[skip]=x', 'page[cursor]=x', 'page[cursor]=[1]', 'page[cursor]=[1,2]'])(
    'refuse %s',
    async query => {
      const path = `/permissions/doctype/io.cozy.events/shared-by-link?${query}`
      expect((await bed.test.ask('GET', path, { token: app })).status).toBe(400)
    }
  )
})

describe('what documents are shared', () => {
  const exists = async (data: unknown): Promise<unknown> =>
    (await bed.test.ask('POST', '/permissions/exists', { token: app, body: { data } })).json.data

  it('is told with the verbs of all shares', async () => {
    await share({ event: { type: 'io.cozy.events', verbs: ['PATCH'], values: ['two', 'four'] } })
    const asked = ['two', 'absent', 'four', 'two'].map(id => ({ type: 'io.cozy.events', id }))
    expect(await exists(asked)).toEqual([
      { id: 'two', type: 'io.cozy.events', verbs: ['GET', 'PATCH'] },
      { id: 'four', type: 'io.cozy.events', verbs: ['PATCH'] }
    ])
  })

  it('is null where there are none, as Go has it', async () => {
    expect(await exists([{ type: 'io.cozy.events', id: 'absent' }])).toBeNull()
  })
})
