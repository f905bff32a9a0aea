/** A file or a directory, as the API answers it. */
export interface EntryAttributes {
  type: 'file' | 'directory'
  name: string
  dir_id?: string
  /** Of a directory. */
  path?: string
  /** Of a file, in bytes, as text. */
  size?: string
  mime?: string
  /** In base64. */
  md5sum?: string
  executable?: boolean
  tags?: string[] | null
  created_at?: string
  updated_at?: string
  trashed?: boolean
  metadata?: Record<string, unknown>
}

export interface Entry {
  id: string
  attributes: EntryAttributes
}

export const isDirectory = ({ attributes }: Entry): boolean => attributes.type === 'directory'
