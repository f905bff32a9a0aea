import { describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { useFiles } from './testing/use-files.js'

const { test } = useFiles()

const upload = async (name: string, mime: string, body: Buffer): Promise<Record<string, unknown>> => {
  const token = await test().cli('io.cozy.files')
  const { domain } = test().stack
  const answer = await new Promise<string>((resolve, reject) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port: domain.split(':')[1],
        method: 'POST',
        path: `/files/?Type=file&Name=${name}&CreatedAt=2020-01-02T03:04:05Z&UpdatedAt=2020-01-02T03:04:05Z`,
        headers: { host: domain, authorization: `Bearer ${token}`, 'content-type': mime }
      },
      response => void text(response).then(resolve, reject)
    )
    sent.on('error', reject)
    sent.end(body)
  })
  return (JSON.parse(answer) as { data: { attributes: Record<string, unknown> } }).data.attributes
}

const entry = (tag: number, type: number, count: number, value: number): Buffer => {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt16LE(tag, 0)
  bytes.writeUInt16LE(type, 2)
  bytes.writeUInt32LE(count, 4)
  bytes.writeUInt32LE(value, 8)
  return bytes
}

const directory = (...entries: Buffer[]): Buffer => {
  const count = Buffer.alloc(2)
  count.writeUInt16LE(entries.length)
  return Buffer.concat([count, ...entries, Buffer.alloc(4)])
}

const rationals = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 8)
  for (const [i, value] of values.entries()) {
    bytes.writeUInt32LE(value, i * 8)
    bytes.writeUInt32LE(1, i * 8 + 4)
  }
  return bytes
}

const [ASCII, SHORT, LONG, RATIONAL] = [2, 3, 4, 5]

/** The EXIF of a photo: turned, with flash, at a date, somewhere south and west. */
const exif = (date: string): Buffer => {
  // Each directory has 2 bytes, 12 for each entry and 4; what doesn't fit in an entry follows them.
  const image = 8
  const photo = image + 2 + 3 * 12 + 4
  const gps = photo + 2 + 2 * 12 + 4
  const dateAt = gps + 2 + 4 * 12 + 4
  const latitudeAt = dateAt + 20
  const longitudeAt = latitudeAt + 24
  const header = Buffer.from([0x49, 0x49, 42, 0, image, 0, 0, 0])
  return Buffer.concat([
    Buffer.from('Exif\0\0'),
    header,
    directory(entry(0x0112, SHORT, 1, 6), entry(0x8769, LONG, 1, photo), entry(0x8825, LONG, 1, gps)),
    directory(entry(0x9003, ASCII, 20, dateAt), entry(0x9209, SHORT, 1, 9)),
    directory(
      entry(1, ASCII, 2, 'S'.charCodeAt(0)),
      entry(2, RATIONAL, 3, latitudeAt),
      entry(3, ASCII, 2, 'W'.charCodeAt(0)),
      entry(4, RATIONAL, 3, longitudeAt)
    ),
    Buffer.from(`${date}\0`),
    rationals(10, 30, 36),
    rationals(20, 15, 0)
  ])
}

const segment = (marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** A JPEG as far as its sizes: 640 wide, 480 high. */
const jpeg = (...segments: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...segments,
    segment(0xc0, Buffer.from([8, 0x01, 0xe0, 0x02, 0x80, 1, 1, 0x11, 0])),
    Buffer.from([0xff, 0xd9])
  ])

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)

describe('an image', () => {
  it('was made when and where its EXIF says', async () => {
    const photo = jpeg(segment(0xe1, exif('2021:06:07 08:09:10')))
    expect(await upload('photo.jpg', 'image/jpeg', photo)).toMatchObject({
      created_at: '2021-06-07T08:09:10Z',
      updated_at: '2021-06-07T08:09:10Z',
      md5sum: createHash('md5').update(photo).digest('base64'),
      metadata: {
        datetime: '2021-06-07T08:09:10Z',
        extractor_version: 2,
        width: 640,
        height: 480,
        orientation: 6,
        flash: 'On, Fired',
        gps: { lat: -10.51, long: -20.25 }
      }
    })
  })

  it('of a camera whose clock was never set was made when it was sent', async () => {
    const { created_at, metadata } = await upload(
      'old.jpg',
      'image/jpeg',
      jpeg(segment(0xe1, exif('1980:01:01 00:00:00')))
    )
    expect([created_at, metadata]).toEqual([
      '2020-01-02T03:04:05Z',
      expect.objectContaining({ datetime: '1980-01-01T00:00:00Z' })
    ])
  })

  it.each([
    ['image/jpeg', jpeg(segment(0xdb, Buffer.alloc(65))), { width: 640, height: 480 }],
    ['image/png', PIXEL, { width: 1, height: 1 }],
    [
      'image/gif',
      Buffer.from('R0lGODlhAwACAIAAAAAAAP///yH5BAAAAAAALAAAAAADAAIAAAICjF8AOw==', 'base64'),
      { width: 3, height: 2 }
    ],
    ['image/png', Buffer.from('no image'), {}],
    [
      'image/jpeg',
      Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe1, exif('2021').subarray(0, 30))]),
      {}
    ],
    ['image/jpeg', Buffer.alloc(0), {}]
  ])('of type %s has its size, where it is one (%#)', async (mime, body, size) => {
    const { metadata } = await upload(
      `${createHash('md5').update(mime).update(body).digest('hex')}`,
      mime,
      body
    )
    expect(metadata).toEqual({ datetime: '2020-01-02T03:04:05Z', extractor_version: 2, ...size })
  })

  it('that is something else has none', async () => {
    expect((await upload('a.svg', 'image/svg+xml', Buffer.from('<svg width="1"/>'))).metadata).toBeUndefined()
  })
})
