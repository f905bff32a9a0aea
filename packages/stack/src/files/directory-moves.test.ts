import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { openStore } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import { isDirectory, type FileEntry } from './file-document.js'
import { FileSystem } from './file-system.js'
import { isInTrash, ROOT_ID } from './tree.js'

const MOVER = fileURLToPath(new URL('../../dist/files/testing/endless-moves.js', import.meta.url))

/** Starts the moves and kills them after so many written documents. */
const killAfter = async (folder: string, writes: number): Promise<void> => {
  const child = spawn(process.execPath, [MOVER, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit')
  const complaints = text(child.stderr)
  let written = -1
  for await (const _line of createInterface({ input: child.stdout })) {
    if (++written === writes) child.kill('SIGKILL')
  }
  const [, signal] = (await ended) as [number | null, string | null]
  expect([signal, await complaints]).toEqual(['SIGKILL', ''])
}

/** What is wrong below a directory, and how many entries there are. */
const inspect = async (
  files: FileSystem,
  id: string,
  path: string
): Promise<[wrong: string[], count: number]> => {
  const wrong: string[] = []
  let count = 0
  const check = (entry: FileEntry, expected: string): void => {
    if (isDirectory(entry) ? entry.path !== expected : entry.trashed !== isInTrash(expected))
      wrong.push(expected)
  }
  for await (const portion of files.children(id)) {
    for (const entry of portion) {
      const expected = posix.join(path, entry.name ?? '')
      check(entry, expected)
      const [below, more] = await inspect(files, entry._id, expected)
      wrong.push(...below)
      count += 1 + more
    }
  }
  return [wrong, count]
}

/** How a tree is before and after it is mended. */
const mend = async (folder: string): Promise<{ before: string[]; after: string[]; count: number }> => {
  const store = await openStore({ kind: 'disk', folder })
  try {
    const documents = store.documents('cozy1')
    const files = new FileSystem({ prefix: 'cozy1', documents, files: store.files('cozy1') } as Instance)
    const [before] = await inspect(files, ROOT_ID, '/')
    await files.mend()
    const [after, count] = await inspect(files, ROOT_ID, '/')
    return { before, after, count }
  } finally {
    await store.close()
  }
}

describe('a directory whose move is cut off by a kill', () => {
  it('is whole again once it is mended, with all below it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cozy-jobs-moves-'))
    let broken = 0
    for (let writes = 1; writes <= 14; writes++) {
      await killAfter(folder, writes)
      const { before, after, count } = await mend(folder)
      if (before.length > 0) broken++
      // Root has three directories and the trash has or has not the fourth; below that five with four entries each.
      expect([after, count]).toEqual([[], 4 + 5 + 5 + 10])
    }
    expect(broken).toBeGreaterThan(0)
    await rm(folder, { recursive: true })
  }, 60_000)
})
