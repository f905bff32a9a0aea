import fixturify, { type DirJSON } from 'fixturify'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Writes a tree of files into a new folder, and removes it once `use` is done. */
export const withFolder = <T>(tree: DirJSON, use: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'))
  try {
    fixturify.writeSync(folder, tree)
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
