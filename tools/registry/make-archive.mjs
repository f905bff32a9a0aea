import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'

/** The folder of the archive in which the application lies, as `tar_prefix` says. */
export const TAR_PREFIX = 'package'

const filesBelow = async folder => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(entry => entry.isFile() && !entry.parentPath.split(sep).includes('.git'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}

/** The code of an application as tar.gz, the same bytes for the same files, with its sha256 and its size unpacked. */
export const makeArchive = async folder => {
  const tar = pack()
  const whole = buffer(tar)
  let size = 0
  for (const file of await filesBelow(folder)) {
    const content = await readFile(file)
    size += content.length
    const name = [TAR_PREFIX, ...relative(folder, file).split(sep)].join('/')
    tar.entry({ name, mode: 0o644, mtime: new Date(0) }, content)
  }
  tar.finalize()
  const archive = gzipSync(await whole)
  return { archive, sha256: createHash('sha256').update(archive).digest('hex'), size }
}
