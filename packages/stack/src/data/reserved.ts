import { isDoctypeName } from '../permissions/doctype-name.js'
import { HttpError } from '../server/http-error.js'

/** What nobody reaches through `/data`: global, the stack's own, or no more than names in its API. */
const UNREADABLE = new Set(
  `instances io.cozy.account_types io.cozy.konnectors.maintenance io.cozy.remote.secrets io.cozy.sessions
   io.cozy.permissions io.cozy.intents io.cozy.oauth.clients io.cozy.oauth.access_codes io.cozy.files.archives
   io.cozy.sharings io.cozy.shared io.cozy.accounts.soft_deleted io.cozy.certified.carbon_copy
   io.cozy.certified.electronic_safe io.cozy.files.sizes io.cozy.triggers.state io.cozy.sharings.answer
   io.cozy.sharings.moved io.cozy.support com.bitwarden.profiles io.cozy.office.url io.cozy.notes.url
   io.cozy.apps.open io.cozy.auth.confirmations io.cozy.jobs.events io.cozy.sharings.initial_sync
   io.cozy.notes.events io.cozy.notes.telepointers io.cozy.files.thumbnails io.cozy.apps.logs`.split(/\s+/)
)

/** What only the stack itself writes. */
const READ_ONLY = new Set(
  `io.cozy.jobs io.cozy.triggers io.cozy.apps io.cozy.konnectors io.cozy.files io.cozy.files.versions
   io.cozy.notifications io.cozy.remote.requests io.cozy.sessions.logins io.cozy.notes.steps io.cozy.notes.images
   com.bitwarden.contacts`.split(/\s+/)
)

const checkName = (doctype: string): void => {
  if (!isDoctypeName(doctype)) throw new HttpError(403, `${doctype} is not a valid doctype name`)
}

/** Throws 403 for a doctype that `/data` keeps to itself, or that is no name of one. */
export const checkReadable = (doctype: string): void => {
  checkName(doctype)
  if (UNREADABLE.has(doctype)) throw new HttpError(403, `reserved doctype ${doctype} unreadable`)
}

export const isReadable = (doctype: string): boolean => isDoctypeName(doctype) && !UNREADABLE.has(doctype)

export const isWritable = (doctype: string): boolean => isReadable(doctype) && !READ_ONLY.has(doctype)

/** Throws 403 for a doctype that only the stack writes. */
export const checkWritable = (doctype: string): void => {
  checkName(doctype)
  if (UNREADABLE.has(doctype) || READ_ONLY.has(doctype)) {
    throw new HttpError(403, `reserved doctype ${doctype} unwritable`)
  }
}
