import type { Document } from '@cozy-jobs/store'
import type { Rule } from './rule.js'

/** What a request may do, and who asks. */
export interface Permission {
  type: 'cli' | 'app' | 'konnector' | 'oauth' | 'share'
  rules: readonly Rule[]
  /** `io.cozy.apps/<slug>` or `io.cozy.konnectors/<slug>`, for a share too; '' for the command line. */
  sourceId: string
  /** The app's or konnector's; '' for the command line and for a share. */
  slug: string
  /** Whom the token was made for: the slug, or the name of a share's code. */
  subject: string
  /** Where the rules are stored; the command line's are in its token alone. */
  document?: Document
}
