import type { FileStore } from '../api.js'

/** The contents of the files of all instances. */
export interface Contents {
  of(prefix: string): FileStore
  destroy(prefix: string): Promise<void>
}
