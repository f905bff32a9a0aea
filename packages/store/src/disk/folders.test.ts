import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from './folders.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folders-test-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('making a folder', () => {
  it('succeeds for all that make it, and its parents, at once', async () => {
    for (let round = 0; round < 40; round++) {
      const paths = Array.from({ length: 12 }, (_, i) => join(folder, `r${round}/a/b/c`, `d${i % 3}`))
      expect(await Promise.all(paths.map(makeFolder))).toEqual(paths)
    }
  })

  it('lets its owner alone into each', async () => {
    await makeFolder(join(folder, 'a/b'))
    expect([statSync(join(folder, 'a')).mode & 0o077, statSync(join(folder, 'a/b')).mode & 0o077]).toEqual([
      0, 0
    ])
  })

  it('says why it fails', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(makeFolder(join(folder, 'file'))).rejects.toThrow('EEXIST')
    await expect(makeFolder(join(folder, 'file/a/b'))).rejects.toThrow('ENOTDIR')
    await expect(makeFolder('/proc/none/a')).rejects.toThrow('ENOENT')
  })
})
