import type { Instance } from '../instances/api.js'
import { exifMetadata } from './exif-metadata.js'

/** As the real stack numbers what it reads out of contents. */
const EXTRACTOR_VERSION = 2

/** Types of which something is read. */
const TYPES = ['image/jpeg', 'image/png', 'image/gif']

/** So much of the beginning is looked at: EXIF has 64 kB at most, the size stands behind it. */
const BEGINNING = 512 * 1024

/** The beginning of a content, which may be all of it. */
export const beginningOf = async ({ files }: Instance, content: string): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of await files.read(content, { start: 0, end: BEGINNING - 1 })) {
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

const dimensions = async (image: Buffer): Promise<{ width?: number; height?: number }> => {
  const { imageSize } = await import('image-size')
  try {
    const { width, height } = imageSize(image)
    return { width, height }
  } catch {
    // It is no image, or a damaged one: a file all the same.
    return {}
  }
}

/**
 * What the content of an image says of it: size, date, place, orientation; undefined for other types. `createdAt` is its
 * date where it has none of its own.
 */
const imageMetadata = async (
  instance: Instance,
  { mime, internal_vfs_id, created_at }: { mime: string; internal_vfs_id: string; created_at: string }
): Promise<Record<string, unknown> | undefined> => {
  if (!TYPES.includes(mime)) return undefined
  const image = await beginningOf(instance, internal_vfs_id)
  return {
    datetime: created_at,
    extractor_version: EXTRACTOR_VERSION,
    ...(await dimensions(image)),
    ...(mime === 'image/jpeg' && (await exifMetadata(image)))
  }
}

/** The year of the first photo that is believed: a camera whose clock was never set says 1970 or 1980. */
const FIRST_YEAR = 1991

/** A file with what its content says of it; an image was made when it was taken. */
export const withImageMetadata = async <
  T extends {
    mime: string
    internal_vfs_id: string
    created_at: string
    updated_at: string
    metadata?: Record<string, unknown>
  }
>(
  instance: Instance,
  file: T
): Promise<T> => {
  const found = await imageMetadata(instance, file)
  if (!found) return file
  const taken = new Date(String(found.datetime))
  const isBelieved = taken.getUTCFullYear() >= FIRST_YEAR
  const created_at = isBelieved ? String(found.datetime) : file.created_at
  const isLater = Date.parse(file.updated_at) < taken.getTime()
  return {
    ...file,
    metadata: { ...file.metadata, ...found },
    created_at,
    ...(isBelieved && isLater && { updated_at: created_at })
  }
}
