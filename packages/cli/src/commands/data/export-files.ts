import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isDirectory, type Entry } from '../files/entry.js'
import type { FileClient } from '../files/file-client.js'
import { sortedChildren } from '../files/sorted-children.js'
import { FILES, type ExportedFile } from './export-format.js'

const ROOT_ID = 'io.cozy.files.root-dir'

const exported = (path: string, { id, attributes }: Entry): ExportedFile => {
  const { mime, tags, executable, created_at, updated_at, md5sum } = attributes
  return {
    path,
    id,
    ...(mime !== undefined && { mime }),
    ...(tags && tags.length > 0 && { tags }),
    ...(executable && { executable }),
    ...(created_at !== undefined && { created_at }),
    ...(updated_at !== undefined && { updated_at }),
    ...(md5sum !== undefined && { md5sum })
  }
}

/** Writes the content of every file below `folder`, under its id: no name of a Cozy is too odd for the disk then. */
export async function* exportFiles(
  files: FileClient,
  folder: string,
  act: string
): AsyncGenerator<ExportedFile> {
  await mkdir(join(folder, FILES))
  async function* below(id: string, path: string): AsyncGenerator<ExportedFile> {
    for (const child of await sortedChildren(files, id, act)) {
      const own = `${path}/${child.attributes.name}`
      if (isDirectory(child)) {
        yield exported(own, child)
        yield* below(child.id, own)
      } else {
        const content = `${FILES}/${encodeURIComponent(child.id)}`
        const target = createWriteStream(join(folder, content), { flags: 'wx', mode: 0o600 })
        await pipeline(Readable.fromWeb((await files.content(child.id, act)) as never), target)
        yield { ...exported(own, child), content }
      }
    }
  }
  yield* below(ROOT_ID, '')
}
