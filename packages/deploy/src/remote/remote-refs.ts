import { git, askGit } from '../git/run-git.js'
import type { Remote } from './find-remote.js'
import { remoteError } from './push-failure.js'
import { REMOTE, type Transport } from './transport.js'

/** What a remote has. */
export interface RemoteRefs {
  /** The branch that a clone gets. */
  defaultBranch?: string
  /** The commit of the branch that was asked for. */
  head?: string
  /** What the tag that was asked for leads to. */
  tagged?: string
}

/** Where the head of the remote's branch is kept in the transport. */
const SEEN = 'refs/deploy/seen'

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8')

const ask = async (
  args: readonly string[],
  transport: Transport,
  remote: Remote,
  branch: string
): Promise<string> => {
  const { code, out, err } = await askGit(args, transport.place)
  const { withToken } = transport
  if (code !== 0) throw remoteError({ said: transport.mask(err), remote: remote.shown, branch, withToken })
  return utf8(out)
}

/**
 * Asks a remote for a branch, and fetches its newest commit where it has one: without its history, and into the
 * transport alone.
 */
export const readRemote = async (
  transport: Transport,
  remote: Remote,
  { branch, tag }: { branch: string; tag?: string }
): Promise<RemoteRefs> => {
  const ref = `refs/heads/${branch}`
  const tags = tag === undefined ? [] : [`refs/tags/${tag}`, `refs/tags/${tag}^{}`]
  const listed = await ask(['ls-remote', '--symref', REMOTE, 'HEAD', ref, ...tags], transport, remote, branch)
  const refs = new Map(
    listed.split('\n').map(line => {
      const [value = '', name = ''] = line.split('\t')
      return [name, value] as const
    })
  )
  const defaultBranch = /^ref: refs\/heads\/(.*)\tHEAD$/m.exec(listed)?.[1]
  const tagged = tags.map(name => refs.get(name)).findLast(found => found !== undefined)
  const answer = { ...(defaultBranch && { defaultBranch }), ...(tagged !== undefined && { tagged }) }
  if (!refs.has(ref)) return answer
  const how = ['--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head']
  await ask(['fetch', ...how, REMOTE, `+${ref}:${SEEN}`], transport, remote, branch)
  return { ...answer, head: await git(['rev-parse', '--verify', SEEN], transport.place) }
}
