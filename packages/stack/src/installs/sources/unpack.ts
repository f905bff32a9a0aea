import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { INSTALL_ERRORS } from '../errors.js'
import { archivePath, checkLink } from './archive-path.js'
import type { CodeLimits } from './source.js'

/** Whatever the server says of its type: it is packed where it begins as gzip does. */
const isGzip = async (file: string): Promise<boolean> => {
  const handle = await open(file)
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

const LINKS = ['symlink', 'link']

/** An archive that holds other things than files and folders holds them in vain: links, devices. */
const isFile = (type: string | null | undefined): boolean =>
  type === 'file' || type === 'contiguous-file' || type === undefined || type === null

/**
 * Unpacks a tar or tar.gz into a folder and answers the paths of its files, in their order in the archive. Links are
 * left out, as the real stack does. Throws for a name or a link that leads outside, for more than `limits` allow, and
 * for what is no archive; what has been unpacked by then is the caller's to remove.
 */
export const unpack = async (
  archive: string,
  folder: string,
  { unpacked, files: most }: CodeLimits,
  signal: AbortSignal
): Promise<string[]> => {
  const { extract } = await import('tar-stream')
  const entries = extract()
  const source: Readable = createReadStream(archive)
  const unzip = (await isGzip(archive)) ? createGunzip() : new PassThrough()
  const feeding = pipeline(source, unzip, entries, { signal })
  feeding.catch(() => undefined)
  const paths: string[] = []
  let size = 0
  try {
    for await (const entry of entries) {
      const { name, type, linkname } = entry.header
      const path = archivePath(name)
      if (LINKS.includes(type ?? '')) checkLink(name, linkname ?? '', type === 'link')
      if (!isFile(type) || path === '') {
        entry.resume()
        continue
      }
      size += entry.header.size ?? 0
      if (paths.length >= most || size > unpacked) throw INSTALL_ERRORS.tooLarge()
      const target = join(folder, path)
      await mkdir(dirname(target), { recursive: true })
      await pipeline(entry, createWriteStream(target))
      paths.push(path)
    }
    await feeding
  } catch (error) {
    source.destroy()
    throw isRefusal(error) ? error : INSTALL_ERRORS.badArchive()
  }
  return paths
}

/** The disk's own refusals are no fault of the archive, except where a file stands in the way of a folder. */
const isRefusal = (error: unknown): boolean => {
  if (typeof (error as { status?: unknown }).status === 'number') return true
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EMFILE'].includes(code)
}
