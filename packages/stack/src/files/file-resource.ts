import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { sendResource, type Resource } from '../server/json-api.js'
import { isDirectory, type Directory, type FileEntry, type StoredFile } from './file-document.js'
import type { FileSystem } from './file-system.js'
import { FILES } from './tree.js'

const identifier = (id: string): Record<string, string> => ({ id, type: FILES })

const selfOf = (entry: FileEntry): string => `/files/${entry._id}`

const referencedBy = (entry: FileEntry): Record<string, unknown> => ({
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
const HIDDEN = ['_id', '_rev', 'internal_vfs_id', 'referenced_by']

const attributesOf = (entry: FileEntry): unknown =>
  Object.fromEntries(Object.entries(entry).filter(([name, value]) => value !== '' && !HIDDEN.includes(name)))

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
        parent: { links: { related: `/files/${entry.dir_id}` }, data: identifier(entry.dir_id) },
        referenced_by: referencedBy(entry)
      }
})

const directoryRelationships = (
  directory: Directory,
  children: readonly FileEntry[]
): Record<string, unknown> => ({
  contents: {
    links: { self: `${selfOf(directory)}/relationships/contents` },
    meta: { count: children.length },
    data: children.map(({ _id }) => identifier(_id))
  },
  not_synchronized_on: {
    links: { self: `${selfOf(directory)}/relationships/not_synchronized_on` },
    data: directory.not_synchronized_on ?? null
  },
  parent: directory.dir_id
    ? { links: { self: `/files/${directory.dir_id}` }, data: identifier(directory.dir_id) }
    : { data: null },
  referenced_by: referencedBy(directory)
})

/** A directory with its children, or a file. */
export const sendEntry = async (
  reply: FastifyReply,
  status: number,
  entry: FileEntry,
  files: FileSystem
): Promise<FastifyReply> => {
  if (!isDirectory(entry)) return sendResource(reply, status, entryResource(entry))
  const children = await files.children(entry._id)
  const resource = { ...entryResource(entry), relationships: directoryRelationships(entry, children) }
  return sendResource(reply, status, resource, {
    links: {},
    ...(children.length > 0 && { included: children.map(entryResource) })
  })
}
