import { createMasker } from '@cozy-jobs/logging'

const SECRET_NAME =
  /pass|pwd|mdp|secret|token|jwt|key|auth|code|otp|sess|sid$|sign|^sig|login|user|mail|account|customer|client|state|nonce|ticket|saml|csrf/i
const LOOKS_DRAWN = /(?=.*\d)[\w.~+/=-]{16,}/
const HIDDEN = '***'

const shownValue = (name: string, value: string): string =>
  SECRET_NAME.test(name) || LOOKS_DRAWN.test(value) ? HIDDEN : value

/**
 * An address as messages may show it: without user and password, without the fragment, without what looks secret in
 * its query (by name, or because it looks drawn at random), and without the secrets that are known.
 */
export const shownUrl = (url: string | URL, secrets: readonly string[] = []): string => {
  const mask = createMasker(secrets)
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    return mask(String(url).split(/[?#]/)[0] ?? '')
  }
  const query = [...parsed.searchParams].map(([name, value]) => {
    const shown = shownValue(name, value)
    return `${encodeURIComponent(name)}=${shown === HIDDEN ? HIDDEN : encodeURIComponent(shown)}`
  })
  const path = parsed.origin === 'null' ? `${parsed.protocol}…` : `${parsed.origin}${parsed.pathname}`
  return mask(query.length === 0 ? path : `${path}?${query.join('&')}`)
}
