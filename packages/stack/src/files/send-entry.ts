import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendResource, sendResources } from '../server/json-api.js'
import { instanceOf } from '../server/request.js'
import { directoryPage, nextLink, type DirectoryPage } from './directory-page.js'
import { isDirectory, type Directory, type FileEntry, type StoredFile } from './file-document.js'
import { entryResource, identifier, referencedBy, selfOf } from './file-resource.js'
import { versionResource, versionsOf } from './versions.js'

const directoryRelationships = (directory: Directory, page: DirectoryPage): Record<string, unknown> => ({
  contents: {
    links: {
      self: `${selfOf(directory)}/relationships/contents`,
      ...nextLink(page, `${selfOf(directory)}/relationships/contents`)
    },
    meta: { count: page.count },
    data: page.children.map(({ _id }) => identifier(_id))
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

const sendDirectory = async (
  request: FastifyRequest,
  reply: FastifyReply,
  directory: Directory
): Promise<FastifyReply> => {
  const page = await directoryPage(request, directory)
  const resource = { ...entryResource(directory), relationships: directoryRelationships(directory, page) }
  return sendResource(reply, 200, resource, {
    links: nextLink(page, selfOf(directory)),
    ...(page.children.length > 0 && { included: page.children.map(entryResource) })
  })
}

/** A file, with its old versions where it has any. */
const sendWithVersions = async (
  request: FastifyRequest,
  reply: FastifyReply,
  file: StoredFile
): Promise<FastifyReply> => {
  const versions = (await versionsOf(instanceOf(request), file._id)).map(versionResource)
  if (versions.length === 0) return sendResource(reply, 200, entryResource(file))
  const { relationships, ...resource } = entryResource(file)
  const old_versions = { data: versions.map(({ id, type }) => ({ id, type })) }
  return sendResource(
    reply,
    200,
    { ...resource, relationships: { old_versions, ...relationships } },
    { included: versions }
  )
}

export interface SendOptions {
  /** Go's copy of a document has an empty list where the document has none, and the answer shows it. */
  isCopied?: boolean
  withVersions?: boolean
}

/** A directory with one page of what it holds, or a file. */
export const sendEntry = (
  request: FastifyRequest,
  reply: FastifyReply,
  found: FileEntry,
  { isCopied = false, withVersions = false }: SendOptions = {}
): FastifyReply | Promise<FastifyReply> => {
  const entry = isCopied ? { referenced_by: [], not_synchronized_on: [], ...found } : found
  if (isDirectory(entry)) return sendDirectory(request, reply, entry)
  return withVersions
    ? sendWithVersions(request, reply, entry)
    : sendResource(reply, 200, entryResource(entry))
}

/** One page of what a directory holds, as a list. */
export const sendChildren = async (
  request: FastifyRequest,
  reply: FastifyReply,
  directory: Directory
): Promise<FastifyReply> => {
  const page = await directoryPage(request, directory)
  const [path = ''] = request.url.split('?')
  return sendResources(reply, 200, page.children.map(entryResource), {
    links: nextLink(page, path),
    meta: { count: page.count }
  })
}
