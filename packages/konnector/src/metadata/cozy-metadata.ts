import type { KonnectorInfo } from './konnector-info.js'

/** One app that has written a document. */
export interface UpdatedBy {
  slug?: string
  /** A `Date`, or as JSON has it. */
  date?: Date | string
  version?: string
}

/** `cozyMetadata` of a document: who has made it, from where, and when. */
export interface CozyMetadata {
  doctypeVersion?: number
  metadataVersion?: number
  createdAt?: Date | string
  createdByApp?: string
  createdByAppVersion?: string
  updatedAt?: Date | string
  updatedByApps?: UpdatedBy[]
  sourceAccount?: string
  sourceAccountIdentifier?: string
  [attribute: string]: unknown
}

/**
 * The metadata of a document that the konnector writes now. What `present` says stays; the konnector's own line in
 * `updatedByApps` is set to now, and added where there is none.
 *
 * @param present `cozyMetadata` that the document has already
 */
export const getCozyMetadata = (
  { slug, version }: Pick<KonnectorInfo, 'slug' | 'version'>,
  present: CozyMetadata = {},
  now: Date = new Date()
): CozyMetadata => {
  const own: UpdatedBy = {
    ...(slug !== undefined && { slug }),
    date: now,
    ...(version !== undefined && { version })
  }
  const { updatedByApps = [] } = present
  const others = updatedByApps.some(app => app.slug === slug)
    ? updatedByApps.map(app => (app.slug === slug ? own : app))
    : [...updatedByApps, own]
  return {
    doctypeVersion: 1,
    metadataVersion: 1,
    createdAt: now,
    ...(slug !== undefined && { createdByApp: slug }),
    ...(version !== undefined && { createdByAppVersion: version }),
    updatedAt: now,
    ...present,
    updatedByApps: others
  }
}
