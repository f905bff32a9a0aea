import type { FastifyReply } from 'fastify'
import { hostOf, type Subdomains } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { setCookie, type Cookie } from '../server/cookies.js'
import type { Session } from './session.js'

/** In seconds; absent for a cookie that ends with the browser. */
const MAX_AGE = { long: 10 * 365 * 24 * 3600, short: 5 * 60 }

/** Longer than any that was given out. */
const LONGEST = 512

/** The name of an instance's cookie: where sub-domains are flat, instances share a domain and so need one each. */
export const sessionCookieName = ({ prefix }: Instance, subdomains: Subdomains): string =>
  subdomains === 'flat' ? `sess-${prefix}` : 'cozysessid'

/** Where the cookie is sent: to the instance and its apps. Flat apps stand beside their instance, not below it. */
const cookieDomain = (instance: Instance, subdomains: Subdomains): string => {
  const [hostname = ''] = hostOf(instance).split(':')
  return subdomains === 'flat' ? hostname.replace(/^[^.]*\./, '') : hostname
}

/** Apart from the key of tokens, so that neither can ever stand for the other. Another passphrase is another key. */
const keyOf = ({ secret, sessionSecret }: Instance): Uint8Array =>
  new TextEncoder().encode(`cookie ${secret}${sessionSecret}`)

const signed = async (instance: Instance, name: string, id: string): Promise<string> => {
  const { CompactSign } = await import('jose')
  const sign = new CompactSign(new TextEncoder().encode(id))
  return sign.setProtectedHeader({ alg: 'HS256', typ: name }).sign(keyOf(instance))
}

/** The id that a signed value carries; undefined where this instance has not signed it for this name. */
export const verifiedId = async (
  instance: Instance,
  name: string,
  value: string
): Promise<string | undefined> => {
  if (value === '' || value.length > LONGEST) return undefined
  const { compactVerify } = await import('jose')
  try {
    const found = await compactVerify(value, keyOf(instance), { algorithms: ['HS256'] })
    return found.protectedHeader.typ === name ? new TextDecoder().decode(found.payload) : undefined
  } catch {
    return undefined
  }
}

const attributes = (instance: Instance, subdomains: Subdomains) =>
  ({
    name: sessionCookieName(instance, subdomains),
    path: '/',
    domain: cookieDomain(instance, subdomains)
  }) as const

/** The cookie of a session: scripts never see it, and no other site sends it along. */
export const sessionCookie = async (
  instance: Instance,
  subdomains: Subdomains,
  session: Session
): Promise<Cookie> => {
  const cookie = attributes(instance, subdomains)
  const length = session.long_run ? 'long' : session.short_run ? 'short' : undefined
  return {
    ...cookie,
    value: await signed(instance, cookie.name, session._id),
    ...(length && { maxAge: MAX_AGE[length] }),
    httpOnly: true,
    sameSite: 'Lax'
  }
}

/** Gives a browser the cookie of a session. */
export const setSessionCookie = async (
  reply: FastifyReply,
  instance: Instance,
  subdomains: Subdomains,
  session: Session
): Promise<void> => setCookie(reply, await sessionCookie(instance, subdomains, session))

export const clearSessionCookie = (reply: FastifyReply, instance: Instance, subdomains: Subdomains): void =>
  setCookie(reply, { ...attributes(instance, subdomains), value: '', maxAge: 0 })
