import { askGit, type GitOutcome } from '../git/run-git.js'
import { DEPLOY_ERRORS } from '../errors.js'
import type { Remote } from '../remote/find-remote.js'
import { remoteError } from '../remote/push-failure.js'
import { REMOTE, type Transport } from '../remote/transport.js'

/** What goes to the remote. */
export interface Push {
  branch: string
  commit: string
  /** What the branch was seen to hold; undefined where it was not there. */
  parent: string | undefined
  tag?: string
}

/**
 * Pushes a commit to a branch, if that still holds what was seen; with its tag, or not at all.
 *
 * @throws DeployError
 */
export const push = async (
  { place, mask, withToken }: Transport,
  remote: Remote,
  { branch, commit, parent = '', tag }: Push
): Promise<void> => {
  const ref = `refs/heads/${branch}`
  const tags = tag === undefined ? [] : [`${commit}:refs/tags/${tag}`]
  const lease = [`--force-with-lease=${ref}:${parent}`]
  if (tag !== undefined) lease.push(`--force-with-lease=refs/tags/${tag}:`, '--atomic')
  const refs = [`${commit}:${ref}`, ...tags]
  let outcome: GitOutcome
  try {
    outcome = await askGit(['push', '--porcelain', ...lease, REMOTE, ...refs], place)
  } catch (error) {
    // What was sent the remote may take all the same.
    throw place.signal.aborted ? DEPLOY_ERRORS.stoppedWhileSending(remote.shown, branch) : error
  }
  const { code, out, err } = outcome
  if (code === 0) return
  throw remoteError({ said: mask(`${out}\n${err}`), remote: remote.shown, branch, withToken })
}
