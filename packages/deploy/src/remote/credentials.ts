import type { Environment } from '../environment.js'

/** Who pushes over HTTP. */
export interface Credentials {
  user: string
  /** Undefined where a helper of git is to know it. */
  password?: string
}

const asUrl = (text: string): URL | undefined =>
  /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** An address without the password that may stand in it, whatever its protocol; for those that are no URL, too. */
export const withoutPassword = (address: string): string =>
  address.replace(/^([a-z][\w+.-]*:(?:.*:)?\/\/[^/:@]*):[^/]*@/i, '$1@')

/** An address without user and password: either may be a secret. */
export const withoutLogin = (address: string): string => address.replace(/^([a-z][\w+.-]*:\/\/)[^/]*@/i, '$1')

/**
 * Takes user and password out of an address that holds them: git itself would hand both on as an argument, which every
 * list of processes shows.
 */
export const credentialsIn = (address: string): { url: string; credentials?: Credentials } => {
  const url = asUrl(address)
  if (!url || (url.password === '' && url.username === '')) return { url: withoutPassword(address) }
  const [user, password] = [decoded(url.username), decoded(url.password)]
  url.username = url.password = ''
  // "user:@" has a password, which is empty: GitHub takes a token for the user.
  const isGiven = /^https?:\/\/[^/]*:[^/]*@/i.test(address)
  return { url: url.href, credentials: { user, ...(isGiven && { password }) } }
}

const LOOPBACK = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Where a secret may be sent: over TLS, or within this machine. */
export const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || LOOPBACK.test(hostname)

/**
 * `GITHUB_TOKEN`, for GitHub's own host alone: `GITHUB_SERVER_URL`, which GitHub Actions sets, or github.com. A remote
 * elsewhere never sees it.
 */
export const githubCredentials = (url: string, env: Environment): Credentials | undefined => {
  const token = env['GITHUB_TOKEN']?.trim()
  const remote = asUrl(url)
  const github = asUrl(env['GITHUB_SERVER_URL'] || 'https://github.com')
  if (!token || !remote || remote.origin !== github?.origin || !isSafe(remote)) return undefined
  return { user: 'x-access-token', password: token }
}
