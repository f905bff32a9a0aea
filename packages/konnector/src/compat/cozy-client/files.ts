import { arrayBuffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { fetchJSON, fetchPath } from './fetch-json.js'
import { refused } from './refused.js'
import type { Resource } from './json-api.js'
import { data, type IndexReference } from './data.js'

type When = Date | string

export interface DirectoryOptions {
  name?: string
  dirID?: string
  createdAt?: When
  updatedAt?: When
  lastModifiedDate?: When
}

export interface UploadOptions extends DirectoryOptions {
  contentType?: string
  contentLength?: number
  checksum?: string
  executable?: boolean
  ifMatch?: string
  metadata?: object
  sourceAccount?: string
  sourceAccountIdentifier?: string
}

const ROOT = 'io.cozy.files.root-dir'

const textOf = (when: When | undefined): string | undefined =>
  when instanceof Date ? when.toISOString() : when

const queryOf = (fields: Record<string, string | undefined>): string => {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]
  )
  return given.length > 0 ? `?${given.join('&')}` : ''
}

const pathOf = (id = ''): string => `/files/${encodeURIComponent(id)}`
const byPath = (path: string): string => `/files/metadata?Path=${encodeURIComponent(path)}`
const ifMatch = (rev: string | undefined) => ({ headers: rev === undefined ? {} : { 'If-Match': rev } })

const named = (name: string | undefined): string => {
  const trimmed = name?.trim()
  if (!trimmed) throw new Error('missing name argument')
  return trimmed
}

const metadataId = async (metadata: object): Promise<string> => {
  const body = { data: { type: 'io.cozy.files.metadata', attributes: metadata } }
  const { _id } = await fetchJSON<Resource>('POST', '/files/upload/metadata', body)
  return _id
}

const upload = async (
  method: string,
  path: string,
  content: unknown,
  options: UploadOptions,
  query: Record<string, string | undefined> = {}
): Promise<Resource> => {
  if (!content) throw new Error('missing data argument')
  const { contentType, contentLength, checksum, lastModifiedDate, metadata } = options
  const type = contentType ?? (typeof content === 'string' ? 'text/plain' : 'application/octet-stream')
  const search = queryOf({
    ...query,
    MetadataID: metadata && (await metadataId(metadata)),
    SourceAccount: options.sourceAccount,
    SourceAccountIdentifier: options.sourceAccountIdentifier,
    CreatedAt: textOf(options.createdAt ?? lastModifiedDate),
    UpdatedAt: textOf(options.updatedAt ?? lastModifiedDate),
    Executable: options.executable ? 'true' : undefined,
    Size: contentLength === undefined ? undefined : String(contentLength)
  })
  const headers = {
    'Content-Type': type,
    ...(checksum !== undefined && { 'Content-MD5': checksum }),
    ...ifMatch(options.ifMatch).headers
  }
  const body = content instanceof ArrayBuffer ? new Uint8Array(content) : content
  return fetchJSON<Resource>(method, `${path}${search}`, body, { headers })
}

/** The answer with what konnectors take of `node-fetch` as well: `buffer()`, and a `body` of Node's kind. */
const withBuffer = (answer: Response): Response & { buffer(): Promise<Buffer> } => {
  const body = answer.body ? Readable.fromWeb(answer.body as never) : Readable.from([])
  const bytes = async (): Promise<Buffer> => Buffer.from(await arrayBuffer(body))
  return Object.defineProperties(answer, {
    body: { value: body },
    buffer: { value: bytes },
    arrayBuffer: { value: async () => Uint8Array.from(await bytes()).buffer },
    text: { value: async () => (await bytes()).toString() },
    json: { value: async () => JSON.parse((await bytes()).toString()) as unknown }
  }) as unknown as Response & { buffer(): Promise<Buffer> }
}

const archiveLink = async (attributes: object): Promise<string | undefined> => {
  const body = { data: { type: 'io.cozy.archives', attributes } }
  return (await fetchJSON<Resource>('POST', '/files/archive', body)).links['related']
}

const isMissing = (error: unknown): boolean => (error as { status?: number }).status === 404

/** `cozyClient.files` of cozy-client-js. */
export const files = {
  create: (content: unknown, options: UploadOptions = {}) => {
    const name = named(options.name ?? (content as { name?: string } | null)?.name)
    return upload('POST', pathOf(options.dirID), content, options, { Name: name, Type: 'file' })
  },
  updateById: (id: string, content: unknown, options: UploadOptions = {}) =>
    upload('PUT', pathOf(id), content, options),

  createDirectory: async (options: DirectoryOptions = {}) => {
    const { name, dirID, lastModifiedDate, createdAt, updatedAt } = options
    const query = queryOf({
      Name: named(name),
      Type: 'directory',
      CreatedAt: textOf(createdAt ?? lastModifiedDate),
      UpdatedAt: textOf(updatedAt ?? lastModifiedDate)
    })
    return fetchJSON<Resource>('POST', `${pathOf(dirID)}${query}`)
  },
  createDirectoryByPath: async (path: string): Promise<Resource> => {
    let parent = await files.statById(ROOT)
    for (const part of path.split('/').filter(name => name !== '')) {
      const own = `${String(parent.attributes['path']).replace(/\/$/, '')}/${part}`
      const dirID = parent._id
      parent = await files.statByPath(own).catch((error: unknown) => {
        if (isMissing(error)) return files.createDirectory({ name: part, dirID })
        throw error
      })
    }
    return parent
  },

  updateAttributesById: (id: string, attributes: object, { ifMatch: rev }: { ifMatch?: string } = {}) =>
    fetchJSON<Resource>('PATCH', pathOf(id), { data: { attributes } }, jsonOf(rev)),
  updateAttributesByPath: (path: string, attributes: object, { ifMatch: rev }: { ifMatch?: string } = {}) =>
    fetchJSON<Resource>('PATCH', byPath(path), { data: { attributes } }, jsonOf(rev)),

  /** @param options of a folder: `limit` and `skip` of what it holds, which is found by `relations('contents')` */
  statById: (id: string, _offline?: unknown, options: { limit?: number; skip?: number } = {}) => {
    const pages = Object.entries(options).map(([key, value]) => [`page[${key}]`, String(value)] as const)
    return fetchJSON<Resource>('GET', `${pathOf(id)}${queryOf(Object.fromEntries(pages))}`)
  },
  statByPath: (path: string) => fetchJSON<Resource>('GET', byPath(path)),

  downloadById: async (id: string) =>
    withBuffer(await fetchPath('GET', `/files/download/${encodeURIComponent(id)}`)),
  downloadByPath: async (path: string) =>
    withBuffer(await fetchPath('GET', `/files/download?Path=${encodeURIComponent(path)}`)),
  getDownloadLinkById: async (id: string) =>
    (await fetchJSON<Resource>('POST', `/files/downloads?Id=${encodeURIComponent(id)}`)).links['related'],
  getDownloadLinkByPath: async (path: string) =>
    (await fetchJSON<Resource>('POST', `/files/downloads?Path=${encodeURIComponent(path)}`)).links['related'],

  getDownloadLink: (path: string) => files.getDownloadLinkByPath(path),
  getArchiveLinkByIds: (ids: string[], name = 'files') => archiveLink({ name, ids }),
  getArchiveLinkByPaths: (paths: string[], name = 'files') => archiveLink({ name, files: paths }),
  getArchiveLink: (paths: string[], name?: string) => files.getArchiveLinkByPaths(paths, name),
  getFilePath: ({ name }: { name: string }, folder: { attributes: { path: string } }): string =>
    `${folder.attributes.path.replace(/\/$/, '')}/${name}`,
  getCollectionShareLink: (): never => refused('files.getCollectionShareLink'),

  query: (index: IndexReference, options: object) =>
    data.query({ ...index, doctype: 'io.cozy.files' }, options),
  trashById: (id: string, { ifMatch: rev }: { ifMatch?: string } = {}) =>
    fetchJSON<Resource>('DELETE', pathOf(id), undefined, ifMatch(rev)),
  listTrash: () => fetchJSON<Resource[]>('GET', '/files/trash'),
  clearTrash: () => fetchJSON('DELETE', '/files/trash'),
  restoreById: (id: string) => fetchJSON<Resource>('POST', `/files/trash/${encodeURIComponent(id)}`),
  destroyById: (id: string, { ifMatch: rev }: { ifMatch?: string } = {}) =>
    fetchJSON('DELETE', `/files/trash/${encodeURIComponent(id)}`, undefined, ifMatch(rev))
}

const jsonOf = (rev: string | undefined) => (rev === undefined ? {} : { headers: { 'If-Match': rev } })
