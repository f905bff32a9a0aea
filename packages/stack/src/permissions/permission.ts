import type { Document } from '@cozy-jobs/store'
import type { OAuthClient } from '../auth/clients/client.js'
import type { Rule } from './rule.js'

/** What a request may do, and who asks. */
export interface Permission {
  type: 'cli' | 'app' | 'konnector' | 'oauth' | 'share'
  rules: readonly Rule[]
  /** `io.cozy.apps/<slug>` or `io.cozy.konnectors/<slug>`, for a share too; a client's id; '' for the command line. */
  sourceId: string
  /** The app's or konnector's, of a client that of its linked app; '' for the command line and for a share. */
  slug: string
  /** Whom the token was made for: the slug, or the name of a share's code. */
  subject: string
  /** Where the rules are stored; those of the command line and of OAuth clients are in their tokens alone. */
  document?: Document
  /** Of an OAuth client's token. */
  client?: OAuthClient
}
