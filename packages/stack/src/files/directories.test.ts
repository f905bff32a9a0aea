import { describe, expect, it } from '@jest/globals'
import type { Answer } from '../testing/test-stack.js'
import { useFiles } from './testing/use-files.js'

const { call } = useFiles()

const make = (query: string): Promise<Answer> => call('POST', `?Type=directory&${query}`)

const detail = ({ status, json }: Answer): [number, string] => [status, json.errors[0].detail]

describe('a directory that is made by its path', () => {
  it('gets neither a date nor the metadata of its request, and tags only where it alone is made', async () => {
    const query = 'Tags=bills&CreatedAt=2016-01-01T00:00:00Z'
    const deep = (await make(`Path=/by/path&Recursive=true&${query}`)).json.data.attributes
    const flat = (await make(`Path=/by/other&${query}`)).json.data.attributes
    expect(deep).not.toHaveProperty('tags')
    expect(flat.tags).toEqual(['bills'])
    for (const { created_at, updated_at, cozyMetadata } of [deep, flat]) {
      expect(created_at).toBe(updated_at)
      expect(Object.keys(cozyMetadata)).toEqual([
        'doctypeVersion',
        'metadataVersion',
        'createdAt',
        'updatedAt'
      ])
    }
  })

  it('must have one above it, and no other of its name', async () => {
    await call('POST', '?Type=file&Name=file', { body: 'x' })
    expect(detail(await make('Path=/'))).toEqual([404, 'Parent directory with given DirID does not exist'])
    expect(detail(await make('Path=/none/below'))).toEqual([404, 'file does not exist'])
    expect(detail(await make('Path=/file/below'))).toEqual([404, 'file does not exist'])
    expect(detail(await make('Path=/file'))).toEqual([409, 'file already exists'])
    expect(detail(await make('Path=relative'))).toEqual([400, 'Path should be absolute'])
  })

  it('is the one that is there where all on the way may be made', async () => {
    const id = (await make('Path=/there/twice&Recursive=true')).json.data.id as string
    const again = await make('Path=/there/twice&Recursive=true')
    expect([again.status, again.json.data.id]).toEqual([201, id])
    expect((await make('Path=/&Recursive=true')).json.data.id).toBe('io.cozy.files.root-dir')
  })
})
