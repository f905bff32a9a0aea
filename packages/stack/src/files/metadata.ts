import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Instance } from '../instances/api.js'
import type { Permission } from '../permissions/permission.js'
import { permissionOf } from '../permissions/allow.js'
import { instanceOf, queryOf } from '../server/request.js'
import { authorOf } from './file-author.js'
import type { FileEntry } from './file-document.js'

/** The `cozyMetadata` of a new file or directory: who made it, when, from where. */
export const newMetadata = (
  request: FastifyRequest,
  instance: Instance,
  permission: Permission,
  options: { uploaded: boolean }
): Record<string, unknown> => {
  const date = request.server.stack.clock.now().toISOString()
  const url = `http://${instance.domain}/`
  const account = queryOf(request, 'SourceAccount')
  const identifier = queryOf(request, 'SourceAccountIdentifier')
  const author = authorOf(permission)
  const app = author && { slug: author.slug, date, instance: url, ...author.version }
  return {
    doctypeVersion: '1',
    metadataVersion: 1,
    createdAt: date,
    ...(author && { createdByApp: author.slug, ...author.createdByAppVersion }),
    updatedAt: date,
    ...(app && { updatedByApps: [app] }),
    ...(account && { sourceAccount: account }),
    ...(identifier && { sourceAccountIdentifier: identifier }),
    createdOn: url,
    ...(options.uploaded && {
      uploadedAt: date,
      ...(author && { uploadedBy: author.uploadedBy }),
      uploadedOn: url
    })
  }
}

/** The `cozyMetadata` of a copy: the real stack does not say which app made it, only which changed it. */
export const copiedMetadata = async (
  request: FastifyRequest,
  reply: FastifyReply
): Promise<Record<string, unknown>> => {
  const permission = await permissionOf(request, reply)
  const {
    createdByApp: _app,
    createdByAppVersion: _version,
    ...fresh
  } = newMetadata(request, instanceOf(request), permission, {
    uploaded: true
  })
  return fresh
}

interface UpdatedByApp {
  slug: string
  date: string
  instance: string
}

/** The `cozyMetadata` of what is changed: when, and by which app where it was one. */
export const touchedMetadata = async (
  request: FastifyRequest,
  reply: FastifyReply,
  entry: FileEntry
): Promise<Record<string, unknown>> => {
  const permission = await permissionOf(request, reply)
  const {
    createdByApp: _app,
    createdByAppVersion: _version,
    createdAt: _date,
    ...fresh
  } = newMetadata(request, instanceOf(request), permission, { uploaded: false })
  if (!entry.cozyMetadata) {
    const uploaded = entry.type === 'file' && { uploadedAt: entry.created_at }
    return { ...fresh, createdAt: entry.created_at, ...uploaded }
  }
  const [app] = (fresh.updatedByApps ?? []) as UpdatedByApp[]
  const others = ((entry.cozyMetadata.updatedByApps ?? []) as UpdatedByApp[]).filter(
    ({ slug, instance }) => slug !== app?.slug || instance !== app.instance
  )
  return {
    ...entry.cozyMetadata,
    updatedAt: fresh.updatedAt,
    ...(app && { updatedByApps: [...others, app] })
  }
}

/** The same, of a file that gets other content: who brought it, and for which account where none was known. */
export const uploadedMetadata = async (
  request: FastifyRequest,
  reply: FastifyReply,
  entry: FileEntry
): Promise<Record<string, unknown>> => {
  const permission = await permissionOf(request, reply)
  const fresh = newMetadata(request, instanceOf(request), permission, { uploaded: true })
  const { uploadedAt, uploadedOn, uploadedBy, sourceAccount, sourceAccountIdentifier, createdByApp } = fresh
  const { uploadedBy: _by, ...touched } = await touchedMetadata(request, reply, entry)
  const isOfAccount = !touched.sourceAccount && sourceAccount !== undefined
  return {
    ...touched,
    uploadedAt,
    ...(uploadedBy !== undefined && { uploadedBy }),
    uploadedOn,
    ...(isOfAccount && { sourceAccount }),
    // A konnector is known by its account: what it brings counts as made by it.
    ...(isOfAccount && !touched.createdByApp && createdByApp !== undefined && { createdByApp }),
    ...(!touched.sourceAccountIdentifier &&
      sourceAccountIdentifier !== undefined && { sourceAccountIdentifier })
  }
}

/** The same, of what goes to the trash. */
export const trashedMetadata = async (
  request: FastifyRequest,
  reply: FastifyReply,
  entry: FileEntry
): Promise<Record<string, unknown>> => {
  const { publicName, domain } = instanceOf(request)
  const touched = await touchedMetadata(request, reply, entry)
  return {
    ...touched,
    trashedAt: touched.updatedAt,
    trashedBy: { kind: 'member', displayName: publicName, domain }
  }
}
