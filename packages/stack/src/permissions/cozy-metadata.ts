import { badJson } from '../server/http-error.js'

export interface UpdatedByApp {
  slug: string
  date: string
  version?: string
  instance?: string
}

/** The `cozyMetadata` that the stack itself writes; the other fields stand as they came. */
export interface CozyMetadata {
  doctypeVersion: string
  metadataVersion: number
  createdAt: string
  createdByApp?: string
  updatedAt: string
  updatedByApps?: UpdatedByApp[]
  [field: string]: unknown
}

/** What Go writes for a date that was never set. */
const NEVER = '0001-01-01T00:00:00Z'

const TYPES: Readonly<Record<string, 'string' | 'number' | 'boolean'>> = {
  doctypeVersion: 'string',
  metadataVersion: 'number',
  favorite: 'boolean',
  createdAt: 'string',
  createdByApp: 'string',
  createdByAppVersion: 'string',
  updatedAt: 'string',
  sourceAccount: 'string',
  sourceAccountIdentifier: 'string'
}

const isUpdate = (value: unknown): value is UpdatedByApp =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as UpdatedByApp).slug === 'string' &&
  typeof (value as UpdatedByApp).date === 'string'

/** The fields that the real stack keeps of a client's `cozyMetadata`. Throws 400 for one of another type. */
export const readMetadata = (value: unknown): CozyMetadata | undefined => {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object' || Array.isArray(value)) throw badJson()
  const given = value as Record<string, unknown>
  const kept: Record<string, unknown> = {}
  for (const [field, type] of Object.entries(TYPES)) {
    const found = given[field]
    if (found === undefined || found === null) continue
    if (typeof found !== type) throw badJson()
    kept[field] = found
  }
  const { updatedByApps: updates } = given
  if (updates !== undefined && updates !== null) {
    if (!Array.isArray(updates) || !updates.every(isUpdate)) throw badJson()
    kept.updatedByApps = updates
  }
  return { doctypeVersion: '', metadataVersion: 0, createdAt: NEVER, updatedAt: NEVER, ...kept }
}

/** Fills what a client left out with what the stack knows, but the date of the making, as on the real stack. */
export const completeMetadata = (given: CozyMetadata | undefined, own: CozyMetadata): CozyMetadata => {
  if (!given) return own
  const { createdByApp, updatedByApps } = own
  return {
    ...given,
    updatedAt: given.updatedAt === NEVER ? own.updatedAt : given.updatedAt,
    doctypeVersion: given.doctypeVersion || own.doctypeVersion,
    metadataVersion: given.metadataVersion || own.metadataVersion,
    ...(!given.createdByApp && createdByApp && { createdByApp }),
    ...(!given.updatedByApps && updatedByApps && { updatedByApps })
  }
}

/** Notes that an app has changed the document: its own line is replaced where it stands, or one is added. */
export const noteUpdate = (metadata: CozyMetadata, slug: string, date: string): CozyMetadata => {
  const updates = [...(metadata.updatedByApps ?? [])]
  const own = updates.findIndex(update => update.slug === slug)
  updates.splice(own < 0 ? updates.length : own, 1, { slug, date })
  return { ...metadata, updatedAt: date, updatedByApps: updates }
}
