import { urlError } from '../../installs/go-url.js'
import type { Instance } from '../../instances/api.js'
import { CLIENT_ERRORS } from './client-errors.js'

const PLATFORMS = ['', 'firebase', 'apns', 'huawei', 'ios', 'android']

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** The host of an address as Go reads it: its letters stay as they are, so that `COZY.localhost` is another one. */
const hostOf = (uri: string): string => {
  const authority =
    /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(uri)?.[1] ?? /^\/\/([^/?#]*)/.exec(uri)?.[1] ?? ''
  return authority.slice(authority.lastIndexOf('@') + 1)
}

/** Something behind a `#`: the `#` alone is none, as in Go. */
const hasFragment = (uri: string): boolean => /#./s.test(uri)

/**
 * Throws `ClientError` where a client lacks what each must have. Any scheme is taken, as on the real stack: native apps
 * have their own.
 */
export const checkClient = ({ domain }: Instance, client: Record<string, unknown>): void => {
  const uris = (client.redirect_uris ?? []) as string[]
  if (uris.length === 0) throw CLIENT_ERRORS.noRedirect()
  for (const uri of uris) {
    const isBad = urlError(uri) !== undefined || hostOf(uri) === domain || hasFragment(uri)
    if (isBad) throw CLIENT_ERRORS.badRedirect(uri)
  }
  if (!isText(client.client_name)) throw CLIENT_ERRORS.noName()
  if (!isText(client.software_id)) throw CLIENT_ERRORS.noSoftware()
  if (!PLATFORMS.includes(((client.notification_platform ?? '') as string).toLowerCase())) {
    throw CLIENT_ERRORS.badPlatform()
  }
}
