import type { Harness, SavedFile } from '@cozy-jobs/fixtures'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Writes the files that a job saved where the person can open them; tells the paths. */
export async function writeFiles(
  { files }: Pick<Harness['instance'], 'files'>,
  saved: readonly SavedFile[],
  folder: string
): Promise<string[]> {
  const written: string[] = []
  for (const file of saved) {
    const path = resolve(join(folder, file.path))
    // A name comes from a provider's page: it must not lead out of the folder.
    if (!path.startsWith(resolve(folder) + sep) || !(await files.has(file.content))) continue
    await mkdir(dirname(path), { recursive: true })
    await pipeline(await files.read(file.content), createWriteStream(path))
    written.push(path)
  }
  return written
}
