import { INSTALL_ERRORS } from '../errors.js'

/** A repository, as the command git is told of it: no secret is in `remote`. */
export interface GitAddress {
  remote: string
  /** Undefined where the source names none. */
  branch?: string
  /** The one protocol that git may speak. */
  protocol: 'git' | 'https' | 'ssh'
  /** `user:password` for HTTP. */
  credentials?: string
}

const HOST = /^(?:[A-Za-z0-9][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])$/
const USER = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/

/** What `git check-ref-format` refuses, and what could be read as an option. */
const NO_BRANCH = /^[-/.]|\.\.|\/\/|@\{|[\p{Cc} ~^:?*[\\]|[/.]$|\.lock$|\.lock\/|\/\./u

const GITLAB_HOSTS = ['framagit.org', 'forge.grandlyon.com']

/** Neither of them speaks the protocol of git any more, or ever did: the real stack takes HTTPS there. */
const speaksHttpsAlone = (host: string): boolean =>
  host === 'github.com' || GITLAB_HOSTS.includes(host) || host.includes('gitlab')

const protocolOf = ({ protocol, hostname }: URL): GitAddress['protocol'] => {
  if (protocol === 'git+https:') return 'https'
  if (protocol === 'git:') return speaksHttpsAlone(hostname) ? 'https' : 'git'
  return 'ssh'
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw INSTALL_ERRORS.unsupportedSource()
  }
}

/** Reads `git://…#branch` and its like. Throws 422 for what git could take for an option or a command. */
export const gitAddress = (url: URL): GitAddress => {
  const protocol = protocolOf(url)
  const branch = decoded(url.hash.slice(1))
  const user = decoded(url.username)
  const isWrong =
    !HOST.test(url.hostname) ||
    (protocol === 'ssh' && user !== '' && !USER.test(user)) ||
    /^\/+-/.test(decoded(url.pathname)) ||
    NO_BRANCH.test(branch)
  const login = protocol === 'ssh' && user !== '' ? `${user}@` : ''
  const credentials =
    protocol === 'https' && url.username !== '' ? `${user}:${decoded(url.password)}` : undefined
  // A line feed would end what git is told of a user.
  if (isWrong || /\p{Cc}/u.test(credentials ?? '')) throw INSTALL_ERRORS.unsupportedSource()
  return {
    remote: `${protocol}://${login}${url.host}${url.pathname}${url.search}`,
    protocol,
    ...(branch !== '' && { branch }),
    ...(credentials !== undefined && { credentials })
  }
}
