import { KonnectorError } from '../errors/konnector-error.js'
import type { FileEntry } from './entry.js'

/** Told of an entry whose file could not be saved. */
export type OnFailedFile = (entry: FileEntry, error: Error) => unknown

/** What a konnector wants to become of files that could not be saved, besides a warning. */
export interface FailedFiles {
  tell: OnFailedFile
  /** @throws KonnectorError `FILE_DOWNLOAD_FAILED` that names them, where that was asked for and there are any */
  settle(): void
}

/** Of one call. */
export const collectFailedFiles = (asked: 'throw' | OnFailedFile | undefined): FailedFiles => {
  const names: string[] = []
  return {
    tell: async (entry, error) => {
      if (typeof asked === 'function') await asked(entry, error)
      if (asked === 'throw') names.push(String(entry.filename ?? entry.fileurl))
    },
    settle() {
      if (names.length === 0) return
      throw new KonnectorError('FILE_DOWNLOAD_FAILED', {
        message: `Failed to save ${names.join(', ')}: see the lines above. The next run tries again.`
      })
    }
  }
}
