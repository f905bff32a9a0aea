import type { Harness, SavedFile } from '@cozy-jobs/fixtures'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** One that was written. */
export interface WrittenFile {
  /** On this machine, absolute. */
  path: string
  /** Bytes. */
  size: number
  mime: string
}

/** Writes the files that a job saved where the person can open them; tells the paths. */
export async function writeFiles(
  { files }: { files: Pick<Harness['instance']['files'], 'has' | 'read'> },
  saved: readonly SavedFile[],
  folder: string
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = []
  for (const file of saved) {
    const path = resolve(join(folder, file.path))
    // A name comes from a provider's page: it must not lead out of the folder.
    if (!path.startsWith(resolve(folder) + sep) || !(await files.has(file.content))) continue
    await mkdir(dirname(path), { recursive: true })
    // What a job saved is its owner's: it goes into no repository, and no cache of a build depends on it.
    await writeFile(join(folder, '.gitignore'), '*\n')
    await pipeline(await files.read(file.content), createWriteStream(path))
    written.push({ path, size: file.size, mime: file.mime })
  }
  return written
}
