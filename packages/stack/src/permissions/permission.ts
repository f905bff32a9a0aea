import type { Document } from '@cozy-jobs/store'
import type { Rule } from './rule.js'

/** What a request may do, and who asks. */
export interface Permission {
  type: 'cli' | 'app' | 'konnector'
  rules: readonly Rule[]
  /** `io.cozy.apps/<slug>` or `io.cozy.konnectors/<slug>`; '' for the command line. */
  sourceId: string
  /** The app's or konnector's; '' for the command line. */
  slug: string
  /** Where the rules are stored; the command line's are in its token alone. */
  document?: Document
}
