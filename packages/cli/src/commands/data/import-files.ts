import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename, dirname } from 'node:path/posix'
import { Readable } from 'node:stream'
import { isDirectory } from '../files/entry.js'
import type { FileClient, Upload } from '../files/file-client.js'
import { makeDirectories } from '../files/make-directories.js'
import type { ImportCount } from './import-documents.js'
import type { ImportedFile } from './import-source.js'

type Content = NonNullable<ImportedFile['content']>

const streamOf = (content: Content): Readable =>
  'bytes' in content ? Readable.from([content.bytes]) : createReadStream(content.file)

const md5Of = async (content: Content): Promise<string> => {
  const hash = createHash('md5')
  for await (const part of streamOf(content)) hash.update(part as Uint8Array)
  return hash.digest('base64')
}

const uploadOf = (file: ImportedFile, content: Content, act: string): Upload => {
  const { mime, tags, executable, created_at, updated_at } = file
  return {
    body: Readable.toWeb(streamOf(content)) as ReadableStream<Uint8Array>,
    ...(mime !== undefined && { mime }),
    query: {
      ...(tags && { Tags: tags.join(',') }),
      ...(executable && { Executable: 'true' }),
      ...(created_at !== undefined && { CreatedAt: created_at }),
      ...(updated_at !== undefined && { UpdatedAt: updated_at })
    },
    act
  }
}

/** Puts one file or directory in; a file that is there with the same content is left as it is. */
export const importFile = async (
  files: FileClient,
  file: ImportedFile,
  count: ImportCount,
  force: boolean
): Promise<void> => {
  const { path, content } = file
  const act = `import ${path}`
  const there = await files.at(path, act)
  if (!content) {
    if (there) count.unchanged++
    else {
      await makeDirectories(files, path, act)
      count.created++
    }
    return
  }
  if (!there) {
    const parent = await makeDirectories(files, dirname(path), act)
    await files.create(parent.id, basename(path), uploadOf(file, content, act))
    count.created++
  } else if (isDirectory(there)) count.conflicts.push(path)
  else if (there.attributes.md5sum === (await md5Of(content))) count.unchanged++
  else if (force) {
    await files.replace(there.id, uploadOf(file, content, act))
    count.replaced++
  } else count.conflicts.push(path)
}
