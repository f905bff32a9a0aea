import type { Document } from '@cozy-jobs/store'
import { HttpError } from '../server/http-error.js'
import { PERMISSION_ERRORS } from './errors.js'
import { isExpired } from './expiry.js'
import type { PermissionIndex } from './permission-index.js'

/** Six digits or twelve letters; people end a sentence behind a link, so a dot may follow. */
const SHORTCODE = /^(\d{6}|\w{12})\.?$/

export const isShortcode = (token: string): boolean => SHORTCODE.test(token)

/** The code behind a shortcode; a token that is none stays as it is. Throws 403 for a shortcode that leads nowhere. */
export const resolveShortcode = (index: PermissionIndex, token: string): string => {
  if (!isShortcode(token)) return token
  const shortcode = token.replace(/\.$/, '')
  const [found, ...more] = index.ofShortcode(shortcode)
  if (!found) throw new HttpError(403, `no permission doc for shortcode ${shortcode}`)
  if (more.length > 0) {
    throw new HttpError(400, `Bad state: several permission docs for shortcode ${shortcode}`)
  }
  const names = Object.entries(found.shortcodes as Record<string, string>)
  const [name = ''] = names.find(([, candidate]) => candidate === shortcode) ?? []
  const code = (found.codes as Record<string, string> | undefined)?.[name]
  // The real stack answers 500 here.
  if (code === undefined) throw new HttpError(403, `Cannot find token for shortcode ${shortcode}`)
  return code
}

const KINDS: Readonly<Record<string, string>> = { 'io.cozy.apps': 'app', 'io.cozy.konnectors': 'konnector' }

/** Whether the app that has shared is still there; what an OAuth client or the command line has shared stays. */
const isSourceThere = (index: PermissionIndex, sourceId: string): boolean => {
  const [doctype = '', slug] = sourceId.split('/', 2)
  if (slug === undefined) return true
  const type = KINDS[doctype]
  return type !== undefined && index.ofSource(type, sourceId) !== undefined
}

/** What a share code gives. Throws 403 for one that is revoked, 400 for one that has ended, or whose app is gone. */
export const shareOfCode = (index: PermissionIndex, code: string, now: Date): Document => {
  const [found, ...more] = index.ofCode(code)
  if (!found) throw new HttpError(403, `no permission doc for token ${code}`)
  if (more.length > 0) throw new HttpError(400, `Bad state: several permission docs for token ${code}`)
  if (isExpired(found, now)) throw PERMISSION_ERRORS.expiredToken()
  const { source_id: sourceId } = found
  if (!isSourceThere(index, typeof sourceId === 'string' ? sourceId : '')) {
    throw PERMISSION_ERRORS.expiredToken()
  }
  return found
}
