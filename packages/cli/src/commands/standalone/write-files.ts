import { maskBytes, type Harness, type SavedFile } from '@cozy-jobs/fixtures'
import { createMasker, type Masker } from '@cozy-jobs/logging'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/** One that was written. */
export interface WrittenFile {
  /** On this machine, absolute. */
  path: string
  /** Bytes. */
  size: number
  mime: string
  /** A secret of the account stood in it, and was taken out. */
  masked?: true
}

/** Bytes: what is larger goes through as it comes. */
const LOOKED_INTO = 32 * 1024 * 1024

/**
 * Writes the files that a job saved where the person can open them, readable for nobody else; tells the paths. No secret
 * is in a name or a content.
 */
export async function writeFiles(
  { files }: { files: Pick<Harness['instance']['files'], 'has' | 'read'> },
  saved: readonly SavedFile[],
  folder: string,
  secrets: readonly string[] = []
): Promise<WrittenFile[]> {
  const mask = createMasker(secrets)
  const written: WrittenFile[] = []
  for (const file of saved) {
    const path = resolve(join(folder, mask(file.path)))
    // A name comes from a provider's page: it must not lead out of the folder.
    if (!path.startsWith(resolve(folder) + sep) || !(await files.has(file.content))) continue
    // What a job saved is its owner's: it goes into no repository. A folder that was there keeps its own rules.
    if (await mkdir(folder, { recursive: true, mode: 0o700 }))
      await writeFile(join(folder, '.gitignore'), '*\n')
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const content = await files.read(file.content)
    const looksInto = secrets.length > 0 && file.size <= LOOKED_INTO
    const masked = looksInto ? await writeMasked(content, path, mask) : await writeAsItIs(content, path)
    written.push({ path, size: file.size, mime: file.mime, ...(masked && { masked: true }) })
  }
  return written
}

const OWNER_ALONE = { mode: 0o600 }

const writeAsItIs = async (content: NodeJS.ReadableStream, path: string): Promise<boolean> => {
  await rm(path, { force: true })
  await pipeline(content, createWriteStream(path, OWNER_ALONE))
  return false
}

const writeMasked = async (content: NodeJS.ReadableStream, path: string, mask: Masker): Promise<boolean> => {
  const bytes = await buffer(content as Readable)
  const clean = maskBytes(bytes, mask)
  await rm(path, { force: true })
  await writeFile(path, clean, OWNER_ALONE)
  return clean !== bytes
}
