import { visible } from '@cozy-jobs/logging'
import { DEPLOY_ERRORS, type DeployError } from '../errors.js'
import { lastWord, untrustedIn } from '../git/run-git.js'

/** What is known of a push or a look at a remote that failed. */
export interface RemoteFailure {
  /** What git wrote, secrets taken out. */
  said: string
  remote: string
  branch: string
  withToken: boolean
}

/** The most that is repeated of what a server says. */
const LONGEST = 400

const KEY = /Permission denied \([^)]*publickey/
const LOGIN =
  /Authentication failed|could not read (Username|Password)|terminal prompts disabled|returned error: (401|403)|Invalid username or password|Permission to .* denied/
const ABSENT =
  /repository '.*' not found|Repository not found|does not appear to be a git repository|returned error: 404|does not exist/
const NETWORK =
  /Could not resolve host(name)?|Connection (refused|timed out|reset)|Network is unreachable|No route to host|unable to (access|connect)|Failed to connect|Could not connect|early EOF|hung up unexpectedly/

/** What the server itself says, which git marks as `remote:`, on one line. */
const wordsOfServer = (said: string): string => {
  const lines = said.split('\n').flatMap(line => /^remote: ?(.*)$/.exec(line)?.[1]?.trim() ?? [])
  return visible(lines.filter(Boolean).join(' ')).slice(0, LONGEST).replace(/\.$/, '')
}

const ofRef = ({ said, remote, branch }: RemoteFailure): DeployError | undefined => {
  const [, mark = '', why = ''] =
    /^!\t\S+\t\[(rejected|remote rejected|no match)\] \((.*)\)$/m.exec(said) ?? []
  if (mark === '') return undefined
  if (mark === 'rejected') return DEPLOY_ERRORS.leaseLost(remote, branch)
  const words = wordsOfServer(said)
  const [, taken] = /cannot lock ref '[^']*': '([^']*)' exists; cannot create/.exec(said) ?? []
  if (taken !== undefined) return DEPLOY_ERRORS.nameTaken(remote, branch, taken)
  // Someone else was faster by less than a moment: the server itself compares.
  if (/failed to update ref|cannot lock ref|fetch first|stale info/.test(`${why} ${words}`)) {
    return DEPLOY_ERRORS.leaseLost(remote, branch)
  }
  if (/protected/i.test(`${why} ${words}`)) {
    return DEPLOY_ERRORS.isProtected(remote, branch, words ? `, it says: ${words}` : '')
  }
  return DEPLOY_ERRORS.refused(remote, branch, words ? `${why}, it says: ${words}` : why)
}

/** One message for what git says when a remote fails it. */
export const remoteError = (failure: RemoteFailure): DeployError => {
  const { said, remote, withToken } = failure
  const rejected = ofRef(failure)
  if (rejected) return rejected
  if (KEY.test(said)) return DEPLOY_ERRORS.noKey(remote)
  if (said.includes('Host key verification failed')) return DEPLOY_ERRORS.unknownHost(remote)
  if (LOGIN.test(said)) return DEPLOY_ERRORS.notAllowed(remote, withToken)
  if (said.includes('dubious ownership'))
    return DEPLOY_ERRORS.notTrusted(remote, untrustedIn(said) ?? 'FOLDER')
  if (ABSENT.test(said)) return DEPLOY_ERRORS.absent(remote)
  const why = visible(lastWord(said)).slice(0, LONGEST)
  if (NETWORK.test(said)) return DEPLOY_ERRORS.unreachable(remote, why)
  return DEPLOY_ERRORS.gitFailed(why || 'it said nothing')
}
