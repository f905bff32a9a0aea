import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeContent } from './write-content.js'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-content-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

/** As a stream gives them: one after the other. */
async function* oneByOne(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk)
}

const infoOf = (content: Buffer) => ({
  size: content.length,
  md5sum: createHash('md5').update(content).digest('base64')
})

describe('a content', () => {
  it('is written and digested whole, however it is cut', async () => {
    const lengths = fc.array(fc.oneof(fc.nat(3), fc.nat(70_000), fc.constant(600_000)), { maxLength: 24 })
    let files = 0
    await fc.assert(
      fc.asyncProperty(lengths, fc.boolean(), async (cut, mayTake) => {
        const chunks = cut.map(length => Buffer.from(randomBytes(length)))
        const whole = Buffer.concat(chunks)
        const path = join(folder, String(files++))
        expect(await writeContent(path, oneByOne(chunks), mayTake)).toEqual(infoOf(whole))
        expect((await readFile(path)).equals(whole)).toBe(true)
      }),
      { numRuns: 40 }
    )
  })

  it('of many tiny chunks is written whole', async () => {
    const chunks = Array.from({ length: 300_000 }, (_, i) => Uint8Array.of(i % 251))
    const expected = infoOf(Buffer.concat(chunks))
    expect(await writeContent(join(folder, 'tiny'), oneByOne(chunks), true)).toEqual(expected)
  })

  it('leaves the chunks as they are unless it may take them', async () => {
    const memory = new Uint8Array(1_000_000).fill(7)
    await writeContent(join(folder, 'kept'), oneByOne([memory]))
    expect(memory.byteLength).toBe(1_000_000)
    await writeContent(join(folder, 'taken'), oneByOne([memory]), true)
    expect(memory.byteLength).toBe(0)
  })

  it('never takes memory of which a chunk is a part', async () => {
    const memory = Buffer.alloc(1_000_000, 'x')
    await writeContent(join(folder, 'part'), oneByOne([memory.subarray(1)]), true)
    expect(memory.toString('latin1', 0, 3)).toBe('xxx')
  })

  it('that breaks off is refused with what broke it', async () => {
    const breaking = async function* (): AsyncGenerator<Uint8Array> {
      yield* oneByOne(Array.from({ length: 40 }, () => Buffer.alloc(60_000)))
      throw new Error('gone')
    }
    await expect(writeContent(join(folder, 'broken'), breaking(), true)).rejects.toThrow('gone')
  })
})
