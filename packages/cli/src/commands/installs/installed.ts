import type { Context } from '../../context.js'
import { connect } from '../../http/connect.js'
import type { StackClient } from '../../http/stack-client.js'
import type { InstallKind } from './command.js'

/** An app or konnector as the API answers it. */
export interface Installed {
  id: string
  attributes: {
    slug: string
    name?: string
    version?: string
    state: string
    source: string
    error?: string
    services?: Record<string, { file: string; trigger?: string; debounce?: string }> | null
    permissions?: Record<string, { type: string; verbs?: string[] }> | null
  }
  links?: { related?: string }
}

/** A client that may look after what is installed of this kind. */
export const connectFor = (
  kind: InstallKind,
  target: { domain: string; 'admin-port': number },
  context: Context
): Promise<StackClient> => connect(target, `io.cozy.${kind}`, context)

/** The path of one of them. A slug is one segment, whatever is in it. */
export const pathOf = (kind: InstallKind, slug = ''): string => `/${kind}/${encodeURIComponent(slug)}`
