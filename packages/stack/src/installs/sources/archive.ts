import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { INSTALL_ERRORS } from '../errors.js'
import { download, DOWNLOAD_TIME_LIMIT } from './download.js'
import type { CodeLimits } from './source.js'
import { unpack } from './unpack.js'

export interface ArchiveRequest {
  url: URL
  /** In hex; nothing is compared where it is ''. */
  sha256: string
  /** An empty folder for what is on the way. */
  place: string
  signal: AbortSignal
  limits: CodeLimits
  /** As `download` has it. */
  absent: (why: string) => Error
}

/** Fetches an archive, checks it, and unpacks it below `place`; only then is anything of it looked at. */
export const fetchArchive = async ({
  url,
  sha256,
  place,
  signal,
  limits,
  absent
}: ArchiveRequest): Promise<{ folder: string; paths: string[] }> => {
  const within = AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_TIME_LIMIT)])
  const file = join(place, 'archive')
  const digest = await download(url, file, { signal: within, limit: limits.download, absent })
  if (sha256 !== '' && digest !== sha256.toLowerCase()) throw INSTALL_ERRORS.badChecksum()
  const folder = join(place, 'files')
  await mkdir(folder)
  return { folder, paths: await unpack(file, folder, limits, within) }
}
