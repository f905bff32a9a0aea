import type { Permission } from '../permissions/permission.js'

/** Who makes or changes a file, as its `cozyMetadata` says it. */
export interface FileAuthor {
  slug: string
  /** Empty for apps and konnectors: the real stack looks up no version of theirs. */
  version: { version?: string }
  createdByAppVersion: { createdByAppVersion?: string }
  uploadedBy: Record<string, unknown>
}

/** Undefined for the command line, for a share, and for a client of OAuth that belongs to no app that is known. */
export const authorOf = ({ type, slug: app, client }: Permission): FileAuthor | undefined => {
  if (type === 'cli') return undefined
  const slug = app || (client?.flagship ? 'cozy-flagship' : '')
  if (slug === '') return undefined
  if (!client) return { slug, version: {}, createdByAppVersion: {}, uploadedBy: { slug } }
  const { _id: id, client_kind: kind = '', client_name: name, software_version } = client
  const version = software_version ? { version: software_version } : {}
  return {
    slug,
    version,
    createdByAppVersion: software_version ? { createdByAppVersion: software_version } : {},
    uploadedBy: { slug, ...version, oauthClient: { id, kind, name } }
  }
}
