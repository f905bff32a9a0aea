import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'

let folder: string
let test: TestStack
let token: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cozy-jobs-names-'))
  test = await startTestStack({ data: { folder: join(folder, 'data') } })
  token = await test.cli('io.cozy.files')
})

afterAll(async () => {
  await test.stack.close()
  await rm(folder, { recursive: true })
})

const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
  test.ask(method, `/files/${path}`, { token, ...(body !== undefined && { body }) })

const odd = fc.stringMatching(/^[./\\\0\n%~:a ]{1,12}$/)
const anyName = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), odd)

const isName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !/[/\0\n\r]/.test(name)

describe('a name', () => {
  it('is kept as it is or refused, and nothing comes to lie outside the data', async () => {
    let made = 0
    await fc.assert(
      fc.asyncProperty(anyName, fc.constantFrom('file', 'directory'), async (name, type) => {
        const parent = (await call('POST', `?Type=directory&Name=p${made++}`)).json.data.id as string
        const answer = await call('POST', `${parent}?Type=${type}&Name=${encodeURIComponent(name)}`, 'x')
        expect(answer.status).toBe(isName(name) ? 201 : 422)
        if (answer.status !== 201) return
        const { id, attributes } = answer.json.data
        expect(attributes.name).toBe(name)
        const path = encodeURIComponent(`/p${made - 1}/${name}`)
        expect((await call('GET', `metadata?Path=${path}`)).json.data.id).toBe(id)
        expect(
          (await call('POST', `${parent}?Type=${type}&Name=${encodeURIComponent(name)}`, 'x')).status
        ).toBe(409)
        if (type === 'file') expect((await call('GET', `download/${id as string}`)).text).toBe('x')
      }),
      {
        numRuns: 150,
        examples: [
          ['ﬁ', 'file'],
          ['a\u200b', 'file'],
          ['\u202e', 'directory']
        ]
      }
    )
    expect(await readdir(folder)).toEqual(['data'])
    const files = await readdir(join(folder, 'data', 'files'), { recursive: true })
    expect(files.filter(file => !/^[\w-]+([\\/][\w-]+){0,2}$/.test(file))).toEqual([])
  }, 60_000)

  it.each(['Path', 'Path=..', 'Path=/../../etc/passwd', 'Path=/%00', 'Path=/a/../../../..'])(
    'in a path that leads nowhere, %s, is found nowhere',
    async query => {
      const answer = await call('GET', `download?${query}`)
      expect([400, 404]).toContain(answer.status)
    }
  )

  it('that only looks the same as another is another', async () => {
    for (const name of ['same', 'same\u200b', 'sam\u0065\u0301', 'sam\u00e9']) {
      expect((await call('POST', `?Type=file&Name=${encodeURIComponent(name)}`, name)).status).toBe(201)
    }
    expect((await call('GET', 'download?Path=/same')).text).toBe('same')
  })

  it('stands where CouchDB would put it', async () => {
    const { id } = (await call('POST', '?Type=directory&Name=sorted')).json.data as { id: string }
    for (const name of ['b', 'B', 'a', 'é', 'e', 'f', 'A', '10', '9', '_', 'Z']) {
      await call('POST', `${id}?Type=file&Name=${encodeURIComponent(name)}`, 'x')
    }
    const { included } = (await call('GET', id)).json as { included: { attributes: { name: string } }[] }
    expect(included.map(({ attributes }) => attributes.name)).toEqual('_ 10 9 a A b B e é f Z'.split(' '))
  })
})
