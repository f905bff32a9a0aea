import type { FastifyRequest } from 'fastify'
import { badRequest } from '../server/http-error.js'
import { instanceOf, queryOf } from '../server/request.js'
import type { Directory, FileEntry } from './file-document.js'
import { FileSystem, type Position } from './file-system.js'
import { ROOT_ID, TRASH_ID } from './tree.js'

const DEFAULT_LIMIT = 30

/** One page of what a directory holds: directories first, both in order of their names. */
export interface DirectoryPage {
  children: FileEntry[]
  /** On all pages together. */
  count: number
  /** The query of the next page, where there is one. */
  next?: string
}

interface Asked {
  limit: number
  skip?: number
  from?: Position
}

const numberOf = (request: FastifyRequest, name: string, what: string): number | undefined => {
  const text = queryOf(request, name)
  if (text === '') return undefined
  if (!/^[+-]?\d{1,9}$/.test(text)) throw badRequest(`page ${what} is not a number`)
  return Math.max(0, Number(text))
}

/** `[[<directory>, <type>, <name>], <id>]`: the key of the real stack's view, and the document. */
const positionOf = (cursor: string): Position => {
  let parts: unknown
  try {
    parts = JSON.parse(cursor)
  } catch {
    throw badRequest(`bad json cursor ${cursor}`)
  }
  if (!Array.isArray(parts)) throw badRequest(`bad json cursor ${cursor}`)
  if (parts.length !== 2) throw badRequest(`bad cursor length ${cursor}`)
  const [key, id] = parts as unknown[]
  if (typeof id !== 'string') throw badRequest(`bad cursor id ${cursor}`)
  const [, type, name] = Array.isArray(key) ? (key as unknown[]) : []
  return { type: type === 'file' ? 'file' : 'directory', name: typeof name === 'string' ? name : '' }
}

const askedOf = (request: FastifyRequest): Asked => {
  const limit = numberOf(request, 'page[limit]', 'limit') ?? DEFAULT_LIMIT
  const cursor = queryOf(request, 'page[cursor]')
  if (cursor !== '') return { limit, from: positionOf(cursor) }
  const skip = numberOf(request, 'page[skip]', 'skip')
  return skip === undefined ? { limit } : { limit, skip }
}

const nextOf = ({ limit, skip }: Asked, entry: FileEntry): string =>
  new URLSearchParams({
    ...(skip === undefined && {
      'page[cursor]': JSON.stringify([[entry.dir_id, entry.type, entry.name], entry._id])
    }),
    'page[limit]': String(limit),
    ...(skip !== undefined && { 'page[skip]': String(skip + limit) })
  }).toString()

/** The page that the query asks for; the root does not show the trash. */
export const directoryPage = async (
  request: FastifyRequest,
  directory: Directory
): Promise<DirectoryPage> => {
  const files = new FileSystem(instanceOf(request))
  const asked = askedOf(request)
  const more = directory._id === ROOT_ID ? 2 : 1
  // Its name comes first, so that it is on the first page or before it.
  const hidden = directory._id === ROOT_ID && asked.skip ? { skip: asked.skip + 1 } : {}
  const found = await files.listing(directory._id, { ...asked, ...hidden, limit: asked.limit + more })
  const shown = found.filter(({ _id }) => _id !== TRASH_ID)
  const beyond = shown[asked.limit]
  const isWhole = !beyond && !asked.from && !asked.skip
  return {
    children: shown.slice(0, asked.limit),
    count: isWhole ? shown.length : await countOf(files, directory),
    ...(beyond && { next: nextOf(asked, beyond) })
  }
}

const countOf = async (files: FileSystem, directory: Directory): Promise<number> => {
  let count = directory._id === ROOT_ID ? -1 : 0
  for await (const portion of files.children(directory._id)) count += portion.length
  return count
}

/** `next` of the links, under this path. */
export const nextLink = (page: DirectoryPage, path: string): { next?: string } =>
  page.next === undefined ? {} : { next: `${path}?${page.next}` }
