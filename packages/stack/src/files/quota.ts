import { StoreError, type FileStore, type Store } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import { diskUsage } from './disk-usage.js'
import { FILE_ERRORS } from './errors.js'

/** Bytes on their way in, by instance: two uploads must not both take the same room. */
const coming = new WeakMap<FileStore, { bytes: number }>()

/**
 * Runs a write of so many bytes, undefined where nobody knows how many, with the most that it may come to. Old versions
 * and what is in the trash take room too. Throws 413 before it or, where `write` goes beyond, in the middle of it.
 */
export const withinQuota = async <T>(
  store: Store,
  instance: Instance,
  size: number | undefined,
  write: (most: number) => Promise<T>
): Promise<T> => {
  const reserved = size ?? 0
  const taken = coming.get(instance.files) ?? { bytes: 0 }
  coming.set(instance.files, taken)
  const used = instance.diskQuota > 0 ? await diskUsage(store, instance) : undefined
  // Nothing is waited for from here until the room is taken.
  const room = used ? instance.diskQuota - used.files - used.versions - taken.bytes : Infinity
  if (reserved > room) throw FILE_ERRORS.tooBig()
  taken.bytes += reserved
  try {
    return await write(Math.min(room, size ?? Infinity))
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'content_too_large') throw error
    throw size === undefined ? FILE_ERRORS.tooBig() : FILE_ERRORS.badLength()
  } finally {
    taken.bytes -= reserved
  }
}
