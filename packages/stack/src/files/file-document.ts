import type { Document } from '@cozy-jobs/store'

/** What files and directories have in common, as they are stored in `io.cozy.files`. */
interface Entry extends Document {
  /** Absent for the root. */
  name?: string
  dir_id?: string
  created_at: string
  updated_at: string
  tags?: string[]
  /** Where it was, while it is in the trash. */
  restore_path?: string
  cozyMetadata?: Record<string, unknown>
}

export interface Directory extends Entry {
  type: 'directory'
  path: string
}

export interface StoredFile extends Entry {
  type: 'file'
  name: string
  dir_id: string
  /** In bytes, as a text, as the API has it. */
  size: string
  /** Base64. */
  md5sum: string
  mime: string
  class: string
  executable: boolean
  trashed: boolean
  encrypted: boolean
  /** Which content of the file store is its own; never shown. */
  internal_vfs_id: string
}

export type FileEntry = Directory | StoredFile

export const isDirectory = (entry: FileEntry): entry is Directory => entry.type === 'directory'
