import { beforeEach, describe, expect, it } from '@jest/globals'
import { useFiles } from './testing/use-files.js'

const { call } = useFiles()

beforeEach(() => call('DELETE', 'trash'))

const makeDirectory = async (path: string): Promise<string> =>
  (await call('POST', `?Type=directory&Path=${path}&Recursive=true`)).json.data.id

const makeFile = async (parent: string, name: string): Promise<string> =>
  (await call('POST', `${parent}?Type=file&Name=${name}`, { body: 'text' })).json.data.id

const namesIn = async (): Promise<string[]> =>
  (await call('GET', 'trash')).json.data.map(
    (entry: { attributes: { name: string } }) => entry.attributes.name
  )

describe('the trash', () => {
  it('takes two of the same name, and gives each its own back', async () => {
    const one = await makeFile(await makeDirectory('/same/one'), 'a.txt')
    const two = await makeFile(await makeDirectory('/same/two'), 'a.txt')
    await call('DELETE', one)
    await call('DELETE', two)
    const names = await namesIn()
    expect(names).toHaveLength(2)
    expect(names).toEqual(expect.arrayContaining(['a.txt', expect.stringMatching(/^a\.txt \(\d{9}\)$/)]))
    for (const id of [one, two]) {
      const { attributes } = (await call('POST', `trash/${id}`)).json.data
      expect(attributes).toMatchObject({ name: 'a.txt', trashed: false })
      expect(attributes).not.toHaveProperty('restore_path')
    }
    expect(await namesIn()).toEqual([])
  })

  it('gives one back of what was thrown away with its directory, to where it was', async () => {
    const top = await makeDirectory('/top')
    const file = await makeFile(await makeDirectory('/top/middle'), 'a.txt')
    await call('DELETE', top)
    expect((await call('GET', file)).json.data.attributes.trashed).toBe(true)
    await call('POST', `trash/${file}`)
    expect((await call('GET', 'metadata?Path=/top/middle/a.txt')).json.data.id).toBe(file)
    expect((await call('GET', top)).json.data.attributes.path).toBe('/.cozy_trash/top')
  })

  it('gives nothing back that it does not have', async () => {
    const id = await makeFile(await makeDirectory('/not'), 'a.txt')
    const answer = await call('POST', `trash/${id}`)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([
      400,
      'File or directory is not in the trash'
    ])
  })

  it('is emptied at once, and of one at its known revision', async () => {
    const directory = await makeDirectory('/empty/below')
    const file = await makeFile(directory, 'a.txt')
    await call('DELETE', (await call('GET', 'metadata?Path=/empty')).json.data.id)
    const stale = { 'if-match': '1-00000000000000000000000000000000' }
    expect((await call('DELETE', `trash/${file}`, { headers: stale })).status).toBe(412)
    expect((await call('DELETE', 'trash')).status).toBe(204)
    expect((await call('GET', file)).status).toBe(404)
    expect((await call('GET', `download/${file}`)).status).toBe(404)
    expect(await namesIn()).toEqual([])
  })
})
