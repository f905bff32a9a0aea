import type { Document } from '@cozy-jobs/store'
import type { CozyMetadata } from '../../permissions/cozy-metadata.js'

/** The doctype of OAuth clients. */
export const CLIENTS = 'io.cozy.oauth.clients'

/** An OAuth client as it is stored: what it said of itself when it registered, and what the stack knows of it. */
export interface OAuthClient extends Document {
  /** Never shown to anybody but the client itself. */
  client_secret: string
  client_secret_expires_at: number
  /** It may ask for the scope `login`; set by the administration alone. */
  allow_login_scope?: boolean
  /** Until its owner has said yes once. */
  pending?: boolean
  redirect_uris: string[]
  grant_types: string[]
  response_types: string[]
  client_name: string
  /** `desktop`, `mobile`, `browser`, `web`, `cli`, `sharing`. */
  client_kind?: string
  client_uri?: string
  logo_uri?: string
  policy_uri?: string
  /** `registry://<slug>` where it is the mobile or desktop form of an app. */
  software_id: string
  software_version?: string
  /** Guessed from the browser in which its owner said yes. */
  client_os?: string
  notifications?: Record<string, unknown>
  notification_platform?: string
  notification_device_token?: string
  /** Dates, as `/settings/synchronized` and a refresh write them. */
  synchronized_at?: unknown
  last_refreshed_at?: unknown
  /** Certified as the flagship app: it may ask for everything. */
  flagship?: boolean
  certified_from_store?: boolean
  created_at_onboarding?: boolean
  oidc_session_id?: string
  cozyMetadata?: CozyMetadata
}

const LINK = 'registry://'

/** Whether the client is another form of an app of the registry. */
export const isLinked = ({ software_id }: Pick<OAuthClient, 'software_id'>): boolean =>
  software_id.startsWith(LINK)

/** The slug of the app of which the client is another form; '' for none. */
export const linkedSlug = (client: Pick<OAuthClient, 'software_id'>): string =>
  isLinked(client) ? (client.software_id.slice(LINK.length).split('/')[0] ?? '') : ''

/** The scope of a linked client: whatever the app may do when the token is used. */
export const linkedScope = (slug: string): string => `@io.cozy.apps/${slug}`
