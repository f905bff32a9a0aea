import { randomBytes } from 'node:crypto'
import type { CozyMetadata } from '../../permissions/cozy-metadata.js'
import { isLinked } from './client.js'

/** What of a client its own fields never say. */
export const GRANTS = { grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'] }

/** As long as the real stack's, and good in an address as it is. */
export const newSecret = (): string => randomBytes(24).toString('base64url')

/** The `cozyMetadata` of a client that is made now. */
export const newMetadata = (client: Record<string, unknown>, now: Date): CozyMetadata => {
  const software_id = String(client.software_id)
  const date = now.toISOString()
  return {
    doctypeVersion: '1',
    metadataVersion: 1,
    createdAt: date,
    ...(isLinked({ software_id }) && {
      createdByApp: software_id.slice('registry://'.length),
      ...(client.software_version ? { createdByAppVersion: client.software_version } : {})
    }),
    updatedAt: date
  }
}

/** The platform's name in small letters, whichever were sent. */
export const lowered = (fields: Record<string, unknown>): Record<string, unknown> =>
  typeof fields.notification_platform === 'string'
    ? { ...fields, notification_platform: fields.notification_platform.toLowerCase() }
    : fields
