import { describe, expect, it } from '@jest/globals'
import { useFiles } from './testing/use-files.js'
import { sortOut, type Version } from './versions.js'

const { call } = useFiles()

/** A file that was overwritten once: its id and its version's. */
const overwritten = async (name: string): Promise<{ id: string; version: string }> => {
  const path = `io.cozy.files.root-dir?Type=file&Name=${name}&Tags=first`
  const { id } = (await call('POST', path, { body: 'first' })).json.data
  const answer = await call('PUT', id, { body: 'second one' })
  return { id, version: answer.json.included[0].id }
}

describe('an old version', () => {
  it('is kept when a file gets other content, named after the revision of then', async () => {
    const { id, version } = await overwritten('kept.txt')
    expect(version).toMatch(new RegExp(`^${id}/1-[0-9a-f]{32}$`))
    expect((await call('GET', `download/${version}`)).text).toBe('first')
    const { included, data } = (await call('GET', id)).json
    expect(data.relationships.old_versions.data).toEqual([{ id: version, type: 'io.cozy.files.versions' }])
    expect(included[0].attributes).toMatchObject({ size: '5', tags: ['first'] })
    expect(included[0].attributes).not.toHaveProperty('internal_vfs_id')
  })

  it('is not kept of the same content, nor of one a moment ago', async () => {
    const { id } = await overwritten('moment.txt')
    await call('PUT', id, { body: 'second one' })
    expect((await call('PUT', id, { body: 'third' })).json.included).toHaveLength(1)
    expect((await call('GET', `download/${id}`)).text).toBe('third')
  })

  it('is brought back, and what was there takes its place', async () => {
    const { id, version } = await overwritten('back.txt')
    const answer = await call('POST', `revert/${version}`)
    // The answer tells what the file was, as the real stack's does.
    expect(answer.json.data).toMatchObject({
      attributes: { size: '10' },
      meta: { rev: expect.stringMatching(/^2-/) }
    })
    const now = (await call('GET', id)).json.data
    expect(now).toMatchObject({
      attributes: { size: '5', tags: ['first'] },
      meta: { rev: expect.stringMatching(/^3-/) }
    })
    expect((await call('GET', `download/${id}`)).text).toBe('first')
    expect(answer.json.included).toHaveLength(1)
    expect((await call('GET', `download/${answer.json.included[0].id}`)).text).toBe('second one')
    expect((await call('GET', `download/${version}`)).status).toBe(404)
  })

  it('is tagged and removed', async () => {
    const { id, version } = await overwritten('tagged.txt')
    const tagged = await call('PATCH', version, { body: { data: { attributes: { tags: ['good'] } } } })
    expect(tagged.json.data.attributes.tags).toEqual(['good'])
    expect((await call('PATCH', version, { body: { data: { attributes: {} } } })).status).toBe(400)
    expect((await call('DELETE', version)).status).toBe(204)
    expect((await call('GET', id)).json).not.toHaveProperty('included')
    const again = await call('DELETE', version)
    expect([again.status, again.json.errors[0].detail]).toEqual([404, 'deleted'])
    const other = await call('DELETE', `${id}/none`)
    expect([other.status, other.json.errors[0].detail]).toEqual([404, 'missing'])
  })

  it('goes with its file, and with all others', async () => {
    const one = await overwritten('one.txt')
    const two = await overwritten('two.txt')
    await call('DELETE', `trash/${one.id}`)
    expect((await call('GET', `download/${one.version}`)).status).toBe(404)
    expect((await call('DELETE', 'versions')).status).toBe(204)
    expect((await call('GET', two.id)).json).not.toHaveProperty('included')
    expect((await call('GET', `download/${two.id}`)).text).toBe('second one')
  })
})

describe('of many versions', () => {
  const at = (minutes: number, tags: string[] = []): Version =>
    ({
      _id: `v${minutes}`,
      tags,
      cozyMetadata: { createdAt: new Date(minutes * 60_000).toISOString() }
    }) as unknown as Version

  it('those closer than a quarter of an hour are one, but for those with tags', () => {
    expect(sortOut(at(14), [at(0)]).keep).toBe(false)
    expect(sortOut(at(15), [at(0)]).keep).toBe(true)
    expect(sortOut(at(1, ['x']), [at(0)]).keep).toBe(true)
  })

  it('the oldest without tags go first', () => {
    const olds = Array.from({ length: 19 }, (_, n) => at(n * 20, n === 0 ? ['x'] : []))
    expect(sortOut(at(1000), olds).drop.map(({ _id }) => _id)).toEqual(['v20'])
    expect(sortOut(at(1000), olds.slice(1)).drop).toEqual([])
    const fewer = { maxNumberOfVersionsToKeep: 18, minDelayBetweenTwoVersions: 0 }
    expect(sortOut(at(1000), olds.slice(1), fewer).drop).toHaveLength(2)
    expect(sortOut(at(0), [at(0)], fewer).keep).toBe(true)
  })
})
