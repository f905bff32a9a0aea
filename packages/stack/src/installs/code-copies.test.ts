import { afterAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instance } from '../instances/api.js'
import { CodeCopies } from './code-copies.js'

const folder = mkdtempSync(join(tmpdir(), 'code-copies-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const instance = { prefix: 'one' } as Instance

describe('a copy of code', () => {
  const onLinux = process.platform === 'linux' ? it : it.skip
  onLinux('that finds no room says so, names no folder, and leaves nothing', async () => {
    const copies = new CodeCopies(folder)
    await expect(
      copies.add(instance, 'apps', 'todos', '1.0.0', () => writeFile('/dev/full', 'x'))
    ).rejects.toMatchObject({
      status: 500,
      message: 'Failed to copy the application: there is no room left on the disk. Make room.'
    })
    expect(readdirSync(join(folder, 'one/apps/todos'))).toEqual([])
  })
})
