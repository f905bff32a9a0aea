import { describe, expect, it } from '@jest/globals'
import { useFiles } from './testing/use-files.js'

const { test, call } = useFiles()

let id: string | undefined

const file = async (): Promise<string> => {
  id ??= (
    await call('POST', '?Type=file&Name=ten.txt&UpdatedAt=2024-05-06T07:08:09.5Z', {
      body: '0123456789',
      headers: { 'content-type': 'text/plain' }
    })
  ).json.data.id as string
  return id
}

const ETAG = '"eB5eJF1ptWaXm4bijSPyxw=="'
const DATE = 'Mon, 06 May 2024 07:08:09 GMT'

describe('a download', () => {
  it.each([
    ['bytes=0-0', 206, '0', 'bytes 0-0/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=7-99', 206, '789', 'bytes 7-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes= 1 - 2 ', 206, '12', 'bytes 1-2/10'],
    ['bytes=20-,3-4', 206, '34', 'bytes 3-4/10'],
    ['bytes=', 200, '0123456789', undefined],
    ['bytes=0-9,0-9', 200, '0123456789', undefined],
    ['bytes=10-', 416, 'invalid range: failed to overlap\n', 'bytes */10'],
    ['bytes=2-1', 416, 'invalid range\n', undefined],
    ['bytes=x-', 416, 'invalid range\n', undefined],
    ['bytes=1', 416, 'invalid range\n', undefined],
    ['bytes=--3', 416, 'invalid range\n', undefined],
    ['lines=0-1', 416, 'invalid range\n', undefined]
  ])('of %j is answered %i', async (range, status, text, contentRange) => {
    const answer = await call('GET', `download/${await file()}`, { headers: { range } })
    expect([answer.status, answer.text, answer.headers['content-range']]).toEqual([
      status,
      text,
      contentRange
    ])
    expect(answer.headers['content-length']).toBe(String(text.length))
    expect(answer.headers.etag).toBe(status === 416 ? undefined : ETAG)
  })

  it('of several ranges has all of them, each with where it lies', async () => {
    const answer = await call('GET', `download/${await file()}`, { headers: { range: 'bytes=0-1, -2' } })
    const [, boundary = ''] =
      /^multipart\/byteranges; boundary=(\w+)$/.exec(answer.headers['content-type'] ?? '') ?? []
    expect(answer.status).toBe(206)
    expect(answer.text).toBe(
      [
        `--${boundary}`,
        'Content-Range: bytes 0-1/10',
        'Content-Type: text/plain',
        '',
        '01',
        `--${boundary}`,
        'Content-Range: bytes 8-9/10',
        'Content-Type: text/plain',
        '',
        '89',
        `--${boundary}--`,
        ''
      ].join('\r\n')
    )
    expect(answer.headers['content-length']).toBe(String(answer.text.length))
  })

  it.each([
    [{ 'if-none-match': ETAG }, 304],
    [{ 'if-none-match': `"x", W/${ETAG}` }, 304],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-none-match': '"x"' }, 200],
    [{ 'if-none-match': '"x"', 'if-modified-since': DATE }, 200],
    [{ 'if-modified-since': DATE }, 304],
    [{ 'if-modified-since': 'Mon, 06 May 2024 07:08:08 GMT' }, 200],
    [{ 'if-modified-since': 'yesterday' }, 200],
    [{ 'if-match': ETAG }, 200],
    [{ 'if-match': '*' }, 200],
    [{ 'if-match': `W/${ETAG}` }, 412],
    [{ 'if-match': '"x"' }, 412],
    [{ 'if-unmodified-since': DATE }, 200],
    [{ 'if-unmodified-since': 'Mon, 06 May 2024 07:08:08 GMT' }, 412],
    [{ range: 'bytes=1-2', 'if-range': ETAG }, 206],
    [{ range: 'bytes=1-2', 'if-range': DATE }, 206],
    [{ range: 'bytes=1-2', 'if-range': `W/${ETAG}` }, 200],
    [{ range: 'bytes=1-2', 'if-range': '"x"' }, 200],
    [{ range: 'bytes=1-2', 'if-range': 'Mon, 06 May 2024 07:08:08 GMT' }, 200]
  ])('with %j is answered %i, to HEAD as well', async (headers, status) => {
    const path = `download/${await file()}`
    const answer = await call('GET', path, { headers })
    const head = await call('HEAD', path, { headers })
    expect([answer.status, head.status, head.text]).toEqual([status, status, ''])
    const seen = ['content-length', 'content-range', 'etag', 'last-modified', 'content-type'] as const
    if (status === 200 || status === 206) {
      for (const name of seen) expect(head.headers[name]).toBe(answer.headers[name])
    }
    if (status === 304)
      expect([answer.headers.etag, answer.headers['content-type']]).toEqual([ETAG, undefined])
  })

  it('of nothing has no range', async () => {
    const empty = (await call('POST', '?Type=file&Name=empty.txt', { body: '' })).json.data.id as string
    const answer = await call('GET', `download/${empty}`, { headers: { range: 'bytes=0-5' } })
    expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([200, '', '0'])
  })

  it.each([
    ['plain.txt', 'inline; filename="plain.txt"'],
    ['my bill.txt', `inline; filename="mybill.txt"; filename*=UTF-8''my%20bill.txt`],
    [
      'été "1" (a*b)!.txt',
      `inline; filename="t1(a*b)!.txt"; filename*=UTF-8''%C3%A9t%C3%A9%20%221%22%20%28a%2Ab%29%21.txt`
    ],
    ['日本', `inline; filename="download"; filename*=UTF-8''%E6%97%A5%E6%9C%AC`]
  ])('of %j is named so', async (name, disposition) => {
    const made = await call('POST', `?Type=file&Name=${encodeURIComponent(name)}`, { body: 'x' })
    const answer = await call('GET', `download/${made.json.data.id as string}`)
    expect(answer.headers['content-disposition']).toBe(disposition)
  })
})

describe('a link', () => {
  const link = async (query: string): Promise<string> =>
    (await call('POST', `downloads?${query}`)).json.links.related as string

  it('may be shown in a frame where its type runs nothing, and is not to be saved', async () => {
    const related = await link(`Id=${await file()}`)
    const cspOf = async (path: string): Promise<unknown> =>
      (await test().ask('GET', path)).headers['content-security-policy']
    expect(await cspOf(related)).toContain("frame-ancestors *;base-uri 'none';form-action 'none';")
    expect(await cspOf(`${related}?Dl=1`)).toContain(
      "frame-ancestors 'none';base-uri 'none';form-action 'none';"
    )
    const html = (await call('POST', '?Type=file&Name=a.html', { body: '<p>' })).json.data.id as string
    expect(await cspOf(await link(`Id=${html}`))).toContain("frame-ancestors 'none'")
  })

  it('leads to what a file was before', async () => {
    const { id: old } = (await call('POST', '?Type=file&Name=old.txt', { body: 'old' })).json.data
    await call('PUT', old as string, { body: 'new' })
    const [version] = (await call('GET', old as string)).json.included
    const related = await link(`VersionId=${version.id as string}&Filename=was.txt`)
    const answer = await test().ask('GET', related)
    expect(related).toMatch(/^\/files\/downloads\/v-[0-9a-f]{16}\/was\.txt$/)
    expect([answer.text, answer.headers['content-disposition']]).toEqual([
      'old',
      'inline; filename="was.txt"'
    ])
    expect((await test().ask('GET', '/files/downloads/v-0123456789abcdef/was.txt')).status).toBe(400)
  })
})
