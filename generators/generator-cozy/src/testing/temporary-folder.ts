import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'

/** A folder for the tests of this file, empty, and gone after the last of them. */
export const temporaryFolder = (): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'generator-cozy-')))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
