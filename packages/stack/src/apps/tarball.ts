import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { sourceFiles } from '../installs/source-files.js'

/** All files of an app as one tar.gz; the same bytes for the same files. */
export const tarball = async (folder: string): Promise<Buffer> => {
  const { pack } = await import('tar-stream')
  const archive = pack()
  const chunks: Buffer[] = []
  const read = (async () => {
    for await (const chunk of archive) chunks.push(chunk as Buffer)
  })()
  for (const { path, absolute } of await sourceFiles(folder)) {
    archive.entry({ name: path, mode: 0o640, mtime: new Date(0) }, await readFile(absolute))
  }
  archive.finalize()
  await read
  return promisify(gzip)(Buffer.concat(chunks))
}
