import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { pack } from 'tar-stream'
import { archivePath, checkLink, withoutPrefix } from './archive-path.js'
import { CODE_LIMITS } from './source.js'
import { unpack } from './unpack.js'

interface Entry {
  name: string
  type?: 'file' | 'directory' | 'symlink' | 'link'
  linkname?: string
  content?: string
}

let place: string
let runs = 0

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'archive-'))
})

afterAll(() => rmSync(place, { recursive: true }))

const { signal } = new AbortController()

const archiveOf = async (entries: Entry[]): Promise<Buffer> => {
  const tar = pack()
  const whole = buffer(tar)
  for (const { content = '', ...header } of entries) {
    if (header.type === undefined || header.type === 'file') tar.entry(header, content)
    else tar.entry(header)
  }
  tar.finalize()
  return whole
}

/** Unpacks into a folder of its own and says what is there then, beside it too. */
const unpacked = async (archive: Buffer, limits = CODE_LIMITS) => {
  const home = join(place, String(++runs))
  const folder = join(home, 'inside')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(home, 'archive'), archive)
  const outcome = await unpack(join(home, 'archive'), folder, limits, signal).then(
    paths => ({ paths }),
    (error: Error) => ({ error: error.message })
  )
  return { ...outcome, folder, beside: readdirSync(home).sort() }
}

describe('an archive', () => {
  it('is unpacked, gzip or not', async () => {
    const archive = await archiveOf([
      { name: 'pkg/', type: 'directory' },
      { name: './pkg//index.js', content: 'code' },
      { name: '/pkg/a/b.txt', content: 'text' }
    ])
    for (const bytes of [archive, gzipSync(archive)]) {
      const { folder, ...rest } = await unpacked(bytes)
      expect(rest).toMatchObject({ paths: ['pkg/index.js', 'pkg/a/b.txt'] })
      expect(readFileSync(join(folder, 'pkg/index.js'), 'utf8')).toBe('code')
    }
  })

  it.each<[string, Entry]>([
    ['a path that leads outside', { name: '../out' }],
    ['a path that leads outside later', { name: 'a/../../out' }],
    ['a path of another system', { name: 'a\\..\\..\\out' }],
    ['a link that leads outside', { name: 'a', type: 'symlink', linkname: '../out' }],
    ['a link to the whole machine', { name: 'a', type: 'symlink', linkname: '/etc/passwd' }],
    ['a hard link that leads outside', { name: 'b/a', type: 'link', linkname: '../out' }]
  ])('with %s is refused', async (_name, header) => {
    const { beside, folder, ...outcome } = await unpacked(await archiveOf([header]))
    expect(outcome).toEqual({ error: expect.stringMatching(/^Failed to unpack .* leads outside/) })
    expect(beside).toEqual(['archive', 'inside'])
    expect(readdirSync(folder)).toEqual([])
  })

  it('has its links within left out', async () => {
    const { folder, ...outcome } = await unpacked(
      await archiveOf([
        { name: 'a.txt', content: 'a' },
        { name: 'b/c', type: 'symlink', linkname: '../a.txt' }
      ])
    )
    expect(outcome).toMatchObject({ paths: ['a.txt'] })
    expect(existsSync(join(folder, 'b'))).toBe(false)
  })

  it('that holds too much is refused', async () => {
    const archive = await archiveOf([
      { name: 'a', content: 'a'.repeat(100) },
      { name: 'b', content: 'b'.repeat(100) }
    ])
    expect(await unpacked(archive, { ...CODE_LIMITS, unpacked: 150 })).toMatchObject({
      error: expect.stringContaining('too large')
    })
    expect(await unpacked(archive, { ...CODE_LIMITS, files: 1 })).toMatchObject({
      error: expect.stringContaining('too large')
    })
  })

  it.each([
    ['no archive', Buffer.from('<html>Not here</html>'.repeat(100))],
    ['gzip of nothing like it', gzipSync('x'.repeat(2000))],
    ['cut off', gzipSync(Buffer.alloc(4096, 1)).subarray(0, 20)]
  ])('that is %s is refused', async (_name, bytes) => {
    expect(await unpacked(bytes)).toMatchObject({ error: expect.stringContaining('no tar archive') })
  })

  it('with a file where it has a folder is refused', async () => {
    const archive = await archiveOf([{ name: 'a' }, { name: 'a/b' }])
    expect(await unpacked(archive)).toMatchObject({ error: expect.stringContaining('no tar archive') })
  })
})

const segment = fc.oneof(
  fc.constantFrom('..', '.', '', '\0', '...', '.git', 'é', '\u202e', '..\\..', 'a b'),
  fc.string({ maxLength: 8 })
)
const path = fc.array(segment, { maxLength: 6 }).map(parts => parts.join('/'))

describe('whatever an archive calls its entries', () => {
  it('nothing is written outside of the folder', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          path.filter(name => name !== ''),
          { maxLength: 4 }
        ),
        async names => {
          const archive = await archiveOf(names.map(name => ({ name, content: 'x' })))
          expect((await unpacked(archive)).beside).toEqual(['archive', 'inside'])
        }
      ),
      { numRuns: 300 }
    )
  })

  it('a path that is taken stays within', () => {
    fc.assert(
      fc.property(path, path, (name, prefix) => {
        let taken: string
        try {
          taken = archivePath(name)
        } catch {
          return
        }
        const target = withoutPrefix(taken, prefix)
        expect(join('/root/folder', target)).toMatch(/^\/root\/folder(\/|$)/)
      }),
      { numRuns: 2000 }
    )
  })

  it('a link that is taken stays within', () => {
    fc.assert(
      fc.property(path, path, (name, target) => {
        try {
          checkLink(name, target, false)
        } catch {
          return
        }
        expect(join('/root/folder', archivePath(name), '..', target)).toMatch(/^\/root(\/folder)?(\/|$)/)
      }),
      { numRuns: 2000 }
    )
  })
})
