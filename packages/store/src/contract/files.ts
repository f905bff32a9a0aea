import { describe, expect, it } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { refusalOf, type Within } from './open-each.js'

const BAD_IDS = ['', '.', '..', '../a', 'a/b', 'a\\b', 'a.b', '\0', 'x'.repeat(65)]

export function filesContract(within: Within): void {
  describe('the contents of files', () => {
    it(
      'are measured and read back, from bytes and from a stream',
      within(async (_, store) => {
        const files = store.files('cozy1')
        const hello = { size: 5, md5sum: 'XUFAKrxLKna5cZ2REBfFkg==' }
        expect(await files.write('a', Buffer.from('hello'))).toEqual(hello)
        expect(await files.write('b', Readable.from(['he', 'llo']))).toEqual(hello)
        expect(await files.write('none', new Uint8Array())).toMatchObject({ size: 0 })
        expect(await text(await files.read('a'))).toBe('hello')
        expect(await text(await files.read('b'))).toBe('hello')
        expect(await text(await files.read('none'))).toBe('')
      })
    )

    it(
      'are as they were after many megabytes',
      within(async (_, store) => {
        const files = store.files('cozy1')
        const chunk = Buffer.alloc(1 << 20, 'abcdefg')
        const content = Array.from({ length: 16 }, () => chunk)
        const { size, md5sum } = await files.write('big', Readable.from(content))
        expect(size).toBe(16 << 20)
        const read = await buffer(await files.read('big'))
        expect(createHash('md5').update(read).digest('base64')).toBe(md5sum)
      })
    )

    it.each([255, 256, 257, 1023, 1024, 1025, 2048, 3000])(
      'are measured and read back at %i kB, in chunks of any size',
      size =>
        within(async (_, store) => {
          const files = store.files('cozy1')
          const whole = randomBytes(size * 1024 + (size % 3))
          const chunks = Array.from({ length: Math.ceil(whole.length / 70_001) }, (_chunk, i) =>
            whole.subarray(i * 70_001, (i + 1) * 70_001)
          )
          const expected = { size: whole.length, md5sum: createHash('md5').update(whole).digest('base64') }
          const [one, other] = await Promise.all([
            files.write('a', Readable.from(chunks)),
            files.write('b', whole)
          ])
          expect([one, other]).toEqual([expected, expected])
          expect((await buffer(await files.read('a'))).equals(whole)).toBe(true)
          expect((await buffer(await files.read('b'))).equals(whole)).toBe(true)
        })()
    )

    it.each([10, 3_000_000])('are refused, and not kept, beyond the %i bytes that are allowed', most =>
      within(async (_, store) => {
        const files = store.files('cozy1')
        expect(await files.write('a', Buffer.alloc(most), { most })).toMatchObject({ size: most })
        const stream = Readable.from([
          Buffer.alloc(most),
          ...Array.from({ length: 100 }, () => Buffer.alloc(1))
        ])
        expect(await refusalOf(files.write('b', stream, { most }))).toBe(
          `content_too_large: The content has more than ${most} bytes`
        )
        expect([await files.has('b'), stream.destroyed]).toEqual([false, false])
      })()
    )

    it.each([
      [{ start: 1, end: 3 }, 'ell'],
      [{ start: 0, end: 0 }, 'h'],
      [{ start: 3, end: 99 }, 'lo'],
      [{ start: 9, end: 12 }, ''],
      [{ start: 3, end: 2 }, '']
    ])('are read in part: %j', (range, part) =>
      within(async (_, store) => {
        const files = store.files('cozy1')
        await files.write('a', Buffer.from('hello'))
        expect(await text(await files.read('a', range))).toBe(part)
      })()
    )

    it(
      'stay as they were where the stream that was to replace them breaks',
      within(async (_, store) => {
        const files = store.files('cozy1')
        await files.write('a', Buffer.from('old'))
        const breaking = Readable.from(
          (function* () {
            yield Buffer.from('ne')
            throw new Error('the line was cut')
          })()
        )
        await expect(files.write('a', breaking)).rejects.toThrow('the line was cut')
        const breakingLate = Readable.from(
          (function* () {
            for (let i = 0; i < 40; i++) yield Buffer.alloc(100_000)
            throw new Error('the line was cut late')
          })()
        )
        await expect(files.write('a', breakingLate)).rejects.toThrow('the line was cut late')
        const never = Readable.from([Buffer.from('x')])
        never.destroy(new Error('gone'))
        await expect(files.write('b', never)).rejects.toThrow('gone')
        expect([await text(await files.read('a')), await files.has('b')]).toEqual(['old', false])
      })
    )

    it(
      'are replaced under a reader who goes on reading the old ones',
      within(async (_, store) => {
        const files = store.files('cozy1')
        await files.write('a', Buffer.from('old'))
        const reading = await files.read('a')
        await files.write('a', Buffer.from('new'))
        expect([await text(reading), await text(await files.read('a'))]).toEqual(['old', 'new'])
      })
    )

    it(
      'are gone when they are removed, and differ by the case of their ids',
      within(async (_, store) => {
        const files = store.files('cozy1')
        await files.write('Ab', Buffer.from('1'))
        await files.write('aB', Buffer.from('2'))
        await files.remove('Ab')
        await files.remove('Ab')
        expect([await files.has('Ab'), await files.has('aB')]).toEqual([false, true])
        expect(await refusalOf(files.read('Ab'))).toBe('not_found: missing')
      })
    )

    it.each(BAD_IDS)('are refused under the id %j', id =>
      within(async (_, store) => {
        const files = store.files('cozy1')
        const refusal = 'bad_request: The id of a content must be 1 to 64 letters, digits, `-` or `_`'
        const attempts = [files.write(id, Buffer.from('x')), files.read(id), files.has(id), files.remove(id)]
        for (const attempt of attempts) expect(await refusalOf(attempt)).toBe(refusal)
      })()
    )
  })
}
