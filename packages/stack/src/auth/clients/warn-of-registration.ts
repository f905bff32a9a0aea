import { warn } from '../../server/warn.js'
import type { Stack } from '../../stack.js'
import type { OAuthClient } from './client.js'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

const SCHEME = /^([a-z][a-z0-9+.-]*):/i

/** What browsers run or show as a page of its own: no code is ever to be sent there. */
const ACTIVE = ['javascript', 'data', 'vbscript', 'blob', 'file', 'about']

/** Why RFC 9700 and RFC 8252 would refuse an address to which a code is sent; undefined where they take it. */
export const redirectWeakness = (uri: string): string | undefined => {
  const scheme = SCHEME.exec(uri)?.[1]?.toLowerCase()
  if (scheme === undefined) return 'is not absolute'
  if (ACTIVE.includes(scheme)) return `has the scheme ${scheme}:, which a browser may run`
  if (scheme !== 'http') return undefined
  const host = URL.canParse(uri) ? new URL(uri).hostname : ''
  return LOOPBACK.test(host) ? undefined : 'sends the code over plain HTTP to another machine'
}

/** Tells of what the real stack takes from a client and RFC 9700 forbids. */
export const warnOfRegistration = (
  stack: Pick<Stack, 'events' | 'log'>,
  { client_name, redirect_uris, flagship }: OAuthClient
): void => {
  const name = JSON.stringify(client_name)
  for (const uri of redirect_uris) {
    const weakness = redirectWeakness(uri)
    if (weakness === undefined) continue
    warn(
      stack,
      `The OAuth client ${name} has a redirect_uri that ${weakness}. The real stack takes it; RFC 9700 does not. Use https, http on loopback, or a scheme of the app's own.`
    )
  }
  if (flagship) {
    warn(
      stack,
      `The OAuth client ${name} says of itself that it is the flagship app. The real stack believes it; only a certified one should be.`
    )
  }
}
