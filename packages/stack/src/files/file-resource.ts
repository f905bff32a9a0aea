import { createHash } from 'node:crypto'
import type { Resource } from '../server/json-api.js'
import { isDirectory, type FileEntry, type StoredFile } from './file-document.js'
import type { FileSystem } from './file-system.js'
import { FILES } from './tree.js'

/** What names an entry in a relationship. */
export const identifier = (id: string): Record<string, string> => ({ id, type: FILES })

/** Where it is read. */
export const selfOf = (entry: FileEntry): string => `/files/${entry._id}`

/** The relationship to what refers to it. */
export const referencedBy = (entry: FileEntry): Record<string, unknown> => ({
  links: { self: `${selfOf(entry)}/relationships/references` },
  data: entry.referenced_by ?? null
})

const THUMBNAILS = ['tiny', 'small', 'medium', 'large']

/** Images and PDFs name thumbnails, though none are made here. */
const thumbnailLinks = (file: StoredFile): Record<string, string> => {
  if (file.class !== 'image' && file.class !== 'pdf') return {}
  const secret = createHash('md5').update(`${file._id} ${file._rev}`).digest('hex').slice(0, 16)
  return Object.fromEntries(THUMBNAILS.map(size => [size, `${selfOf(file)}/thumbnails/${secret}/${size}`]))
}

/** What is told elsewhere in the answer, or nowhere. */
const HIDDEN = ['_id', '_rev', 'internal_vfs_id']

/** Go leaves out empty texts and lists. */
const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0)

/** Of files the references are told elsewhere alone, of directories here too. */
const isShown = (entry: FileEntry, name: string): boolean =>
  !HIDDEN.includes(name) && (isDirectory(entry) || name !== 'referenced_by')

const attributesOf = (entry: FileEntry): unknown =>
  Object.fromEntries(Object.entries(entry).filter(([name, value]) => isShown(entry, name) && !isEmpty(value)))

/** Of a query that asks for some fields alone the directory may be unknown: Go has an empty text then. */
const parentOf = ({ dir_id = '' }: Partial<StoredFile>): Record<string, unknown> => ({
  links: { related: `/files/${dir_id}` },
  data: identifier(dir_id)
})

/** A file, or a directory that has just been made, as JSON:API. */
export const entryResource = (entry: FileEntry): Resource => ({
  type: FILES,
  id: entry._id,
  attributes: attributesOf(entry),
  meta: { rev: entry._rev },
  links: { self: selfOf(entry), ...(isDirectory(entry) ? {} : thumbnailLinks(entry)) },
  relationships: isDirectory(entry)
    ? { referenced_by: referencedBy(entry) }
    : {
        parent: parentOf(entry),
        referenced_by: referencedBy(entry)
      }
})

/** The same, of a file with the path that it has no field for. */
export const resourceWithPath = async (files: FileSystem, entry: FileEntry): Promise<Resource> => {
  const resource = entryResource(entry)
  if (isDirectory(entry)) return resource
  const path = await files.pathOf(entry).catch(() => undefined)
  if (path === undefined) return resource
  return { ...resource, attributes: { ...(resource.attributes as object), path } }
}
