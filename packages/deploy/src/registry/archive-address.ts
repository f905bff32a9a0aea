import type { Environment } from '../environment.js'
import { branchOf } from '../build-branch/branch-name.js'
import { installAddress } from '../build-branch/install-address.js'
import { openRepository } from '../git/repository.js'
import { findRemote } from '../remote/find-remote.js'
import { readRemote } from '../remote/remote-refs.js'
import { openTransport } from '../remote/transport.js'
import { PUBLISH_ERRORS } from './errors.js'

/** Where to look for the build of a job. */
export interface ArchiveQuestion {
  folder: string
  env: Environment
  signal: AbortSignal
  branch?: string
  remote?: string
  interactive?: boolean
}

/**
 * The archive that GitHub makes of the commit which a deployment has put on the branch of builds.
 *
 * @throws DeployError where the remote is no repository of GitHub, or nothing was deployed
 */
export const archiveAddress = async (question: ArchiveQuestion): Promise<string> => {
  const { folder, env, signal, interactive = false } = question
  const repository = await openRepository(folder, env, signal)
  const branch = branchOf(question.branch, env, repository.prefix)
  const remote = await findRemote(repository, question.remote)
  const { page } = installAddress(remote.url, branch)
  if (page === undefined) throw PUBLISH_ERRORS.noArchive(remote.shown)
  const transport = await openTransport(repository, remote, { env, interactive })
  try {
    const { head } = await readRemote(transport, remote, { branch })
    if (head === undefined) throw PUBLISH_ERRORS.notDeployed(branch, remote.shown)
    return page.replace(/\/tree\/.*$/, `/archive/${head}.tar.gz`)
  } finally {
    await transport.close()
  }
}

/** The commit of the sources, for the version of a build that is no release. */
export const sourceCommit = async (folder: string, env: Environment, signal: AbortSignal): Promise<string> =>
  (await openRepository(folder, env, signal)).source.commit
