import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { visible } from '@cozy-jobs/logging'
import { MANIFEST_FILES } from '@cozy-jobs/manifest/install'
import type { Environment } from '../environment.js'
import { DEPLOY_ERRORS, LeaseLost } from '../errors.js'
import { openRepository, type Repository, type SourceCommit } from '../git/repository.js'
import { findRemote, type Remote } from '../remote/find-remote.js'
import { readRemote } from '../remote/remote-refs.js'
import { openTransport, type Transport } from '../remote/transport.js'
import { branchOf, checkName } from './branch-name.js'
import { changesBetween, type Change } from './changes.js'
import { checkBranch, checkBranchName } from './check-branch.js'
import { installAddress, type InstallAddress } from './install-address.js'
import { jobOf, kindAmong, type DeployedJob } from './job-manifest.js'
import { makeCommit } from './make-commit.js'
import { buildMessage } from './message.js'
import { push } from './push.js'
import { readFolder, type FolderContent } from './read-folder.js'
import { warningsOf } from './warnings.js'
import { writeTree } from './write-tree.js'

/** What is to be deployed, and how. */
export interface DeployOptions {
  /** The job's folder, absolute; its build is in `build` below it. */
  folder: string
  env: Environment
  signal: AbortSignal
  /** Else `DEPLOY_BRANCH`, `build`, or `build-NAME` for one of several jobs of a repository. */
  branch?: string
  /** Its name or its address; else the one that git would push to. */
  remote?: string
  /** A tag for the commit of the build. */
  tag?: string
  /** Looks at everything, and pushes nothing. */
  dryRun?: boolean
  /** Somebody is there to be asked for a password. */
  interactive?: boolean
  /** Told at once what a person should know before the push. */
  warn?: (warning: string) => void
}

/** What was deployed. */
export interface DeployReport {
  /** `unchanged`: the branch holds this build already; `planned`: a dry run. */
  state: 'deployed' | 'unchanged' | 'planned'
  job: DeployedJob & { name: string }
  remote: string
  /** Without user and password. */
  url: string
  branch: string
  tag?: string
  /** The commit of the build: a new one, or the one that holds it already. */
  commit: string
  /** What the branch held before. */
  parent?: string
  source: SourceCommit
  /** The files that change on the branch, and what happens to each. */
  changes: { path: string; change: Change }[]
  files: number
  /** Bytes. */
  size: number
  warnings: string[]
  install: InstallAddress
}

const readJob = async (build: string, { entries }: FolderContent): Promise<DeployedJob> => {
  const kind = kindAmong(entries.map(({ path }) => path))
  if (!kind) throw DEPLOY_ERRORS.noBuild(build)
  return jobOf(kind, await readFile(join(build, MANIFEST_FILES[kind]), 'utf8'))
}

const shownPath = (path: string): string => visible(Buffer.from(path, 'latin1').toString('utf8'))

interface Prepared {
  options: DeployOptions
  repository: Repository
  remote: Remote
  transport: Transport
  branch: string
  job: DeployedJob & { name: string }
  content: FolderContent
}

/** `lost`: what the attempt before came to. This one only finds out whether the same build is there by now. */
const deployThrough = async (
  prepared: Prepared,
  lost?: LeaseLost
): Promise<Omit<DeployReport, 'warnings'>> => {
  const { options, repository, remote, transport, branch, job, content } = prepared
  const { tag, dryRun = false } = options
  const refs = await readRemote(transport, remote, { branch, ...(tag !== undefined && { tag }) })
  if (!lost) await checkBranch(branch, refs, { repository, transport, job })
  const { head: parent } = refs
  const tree = await writeTree(join(options.folder, 'build'), content.entries, transport)
  const changes = await changesBetween(parent && `${parent}^{tree}`, tree, transport)
  const isSame = parent !== undefined && changes.size === 0
  if (lost && !isSame) throw lost
  const message = buildMessage(job, repository.source)
  const commit = isSame ? parent : await makeCommit(repository, transport, { tree, parent, message })
  // A tag that is there may only be that of a build which is there, too.
  if (refs.tagged !== undefined && refs.tagged !== commit) {
    throw DEPLOY_ERRORS.tagTaken(tag ?? '', remote.shown)
  }
  const newTag = refs.tagged === undefined ? tag : undefined
  const isDone = isSame && newTag === undefined
  if (!dryRun && !isDone) {
    await push(transport, remote, { branch, commit, parent, ...(newTag !== undefined && { tag: newTag }) })
  }
  return {
    state: isDone ? 'unchanged' : dryRun ? 'planned' : 'deployed',
    job,
    remote: remote.name,
    url: remote.url,
    branch,
    ...(tag !== undefined && { tag }),
    commit,
    ...(parent !== undefined && { parent }),
    source: repository.source,
    changes: [...changes].map(([path, change]) => ({ path: shownPath(path), change })),
    files: content.entries.length,
    size: content.entries.reduce((sum, { size }) => sum + size, 0),
    install: installAddress(remote.url, branch)
  }
}

/**
 * Puts the build of a job on its branch of the remote: one commit, or none where nothing has changed. The repository
 * itself is only read.
 *
 * @throws DeployError where that is not possible; the remote is then as it was
 */
export const deployBuild = async (options: DeployOptions): Promise<DeployReport> => {
  const { folder, env, signal, interactive = false, warn = () => undefined } = options
  const build = join(folder, 'build')
  const [repository, content] = await Promise.all([openRepository(folder, env, signal), readFolder(build)])
  const job = await readJob(build, content)
  const branch = branchOf(options.branch, env, repository.prefix)
  await checkName('branch', branch, repository.place)
  if (options.tag !== undefined) await checkName('tag', options.tag, repository.place)
  checkBranchName(branch, repository)
  const remote = await findRemote(repository, options.remote)
  const warnings = warningsOf(repository, content)
  warnings.forEach(warn)
  const transport = await openTransport(repository, remote, { env, interactive })
  try {
    const name = job.slug ?? basename(folder)
    const prepared = { options, repository, remote, transport, branch, job: { ...job, name }, content }
    const report = await deployThrough(prepared).catch((error: unknown) => {
      if (error instanceof LeaseLost) return deployThrough(prepared, error)
      throw error
    })
    return { ...report, warnings }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    throw code !== undefined && syscall !== undefined ? DEPLOY_ERRORS.noPlace(transport.folder, code) : error
  } finally {
    await transport.close()
  }
}
