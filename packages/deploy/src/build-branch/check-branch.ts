import { visible } from '@cozy-jobs/logging'
import { DEPLOY_ERRORS } from '../errors.js'
import type { Repository } from '../git/repository.js'
import { askGit, git } from '../git/run-git.js'
import type { RemoteRefs } from '../remote/remote-refs.js'
import type { Transport } from '../remote/transport.js'
import { jobOf, kindAmong, type DeployedJob } from './job-manifest.js'
import { sourceNamedIn } from './message.js'

/** Names that sources have by custom, whatever stands there. */
const OF_SOURCES = ['main', 'master']

/** What lies beside a manifest only where it is written, never where it was built. */
const SIGNS =
  /^(src|node_modules|tsconfig.*\.json|webpack\.config\..+|\.gitignore|package-lock\.json|yarn\.lock|pnpm-lock\.yaml)$/

/** Refuses what the name alone tells, before anything is asked of the remote. */
export const checkBranchName = (branch: string, { source }: Repository): void => {
  if (OF_SOURCES.includes(branch)) throw DEPLOY_ERRORS.sourceBranch(branch, 'sources have this name')
  if (branch === source.branch) throw DEPLOY_ERRORS.sourceBranch(branch, 'it is checked out here')
}

// A partial clone would fetch what it lacks, into the person's own repository.
const OFFLINE = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' }

const sharesHistory = async ({ place, source }: Repository, head: string): Promise<boolean> => {
  const offline = { ...place, env: { ...place.env, ...OFFLINE } }
  return (await askGit(['merge-base', source.commit, head], offline)).code === 0
}

const namesAtTop = async (head: string, { place }: Transport): Promise<string[]> =>
  (await git(['ls-tree', '-z', '--name-only', head], place)).split('\0').filter(Boolean)

const whyNone = async (
  head: string,
  names: readonly string[],
  repository: Repository
): Promise<string | undefined> => {
  if (!kindAmong(names)) return 'what it holds has no manifest'
  const sign = names.find(name => SIGNS.test(name))
  if (sign !== undefined) return `it holds sources: ${visible(sign)}`
  // A build has a history of its own. Where the branch was never fetched, nobody can tell.
  return (await sharesHistory(repository, head)) ? 'its history is that of the sources' : undefined
}

const checkJob = async (
  branch: string,
  head: string,
  names: readonly string[],
  { slug }: DeployedJob,
  { place }: Transport
): Promise<void> => {
  const kind = kindAmong(names)
  if (!kind || slug === undefined) return
  const { code, out } = await askGit(['cat-file', 'blob', `${head}:manifest.${kind}`], place)
  const other = code === 0 ? jobOf(kind, Buffer.from(out, 'latin1').toString('utf8')).slug : undefined
  if (other !== undefined && other !== slug) throw DEPLOY_ERRORS.otherJob(branch, visible(other), slug)
}

/**
 * Lets builds go to a branch that holds builds, or to a new one. A branch holds builds where its newest commit names
 * the commit that it was built from, or where it has a manifest, no sources, and no history in common with them. One of
 * another job is refused, too.
 *
 * @throws DeployError of wrong use
 */
export const checkBranch = async (
  branch: string,
  { head, defaultBranch }: RemoteRefs,
  { repository, transport, job }: { repository: Repository; transport: Transport; job: DeployedJob }
): Promise<void> => {
  const refuse = (why: string): never => {
    throw DEPLOY_ERRORS.sourceBranch(branch, why)
  }
  if (head === undefined) return
  const [names, message] = await Promise.all([
    namesAtTop(head, transport),
    git(['log', '-1', '--no-show-signature', '--format=%B', head], transport.place)
  ])
  if (sourceNamedIn(message) === undefined) {
    if (branch === defaultBranch) refuse('it is the default branch of the remote')
    const why = await whyNone(head, names, repository)
    if (why !== undefined) refuse(why)
  }
  await checkJob(branch, head, names, job, transport)
}
