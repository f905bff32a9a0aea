/** What makes a folder an export: no other folder is ever replaced by one. */
export const MARKER = 'cozy-jobs-export.json'

export const FORMAT = 1

/** The contents of the marker. */
export interface ExportInfo {
  format: number
  /** Of the Cozy. */
  url: string
  /** An ISO date. */
  date: string
  /** How many documents of each doctype. */
  doctypes: Record<string, number>
  /** How many files; absent where they were not asked for. */
  files?: number
  /** Whether secrets of accounts are masked. */
  masked: boolean
}

export const DOCUMENTS = 'documents'
export const FILES = 'files'
export const FILE_LIST = 'files.ndjson'
export const FIXTURE = 'fixture.json'

/** A line of the list of files. A directory has no `content`. */
export interface ExportedFile {
  path: string
  /** Below the folder of the export. */
  content?: string
  id: string
  mime?: string
  tags?: string[]
  executable?: boolean
  created_at?: string
  updated_at?: string
  /** In base64, of the content. */
  md5sum?: string
}
