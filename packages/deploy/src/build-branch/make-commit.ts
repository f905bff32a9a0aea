import { valueOf } from '../git/config.js'
import type { Repository } from '../git/repository.js'
import { git } from '../git/run-git.js'
import type { Environment } from '../environment.js'
import type { Transport } from '../remote/transport.js'

/** Who commits the build: who git says commits here, else whoever made the sources' commit, as in CI. */
const identity = ({ place, config, source }: Repository): Environment => {
  const { env } = place
  const name = valueOf(config, 'user.name')
  const email = valueOf(config, 'user.email')
  const configured = name && email ? { name, email } : source.author
  const of = (role: 'AUTHOR' | 'COMMITTER'): Environment => ({
    [`GIT_${role}_NAME`]: env[`GIT_${role}_NAME`] || configured.name || 'Cozy Jobs',
    [`GIT_${role}_EMAIL`]: env[`GIT_${role}_EMAIL`] || configured.email || 'cozy-jobs@localhost'
  })
  return { ...of('AUTHOR'), ...of('COMMITTER') }
}

/** Writes the commit of a build into the transport, on top of the one before it. */
export const makeCommit = (
  repository: Repository,
  { place }: Transport,
  { tree, parent, message }: { tree: string; parent: string | undefined; message: string }
): Promise<string> => {
  const parents = parent === undefined ? [] : ['-p', parent]
  const own = { ...place, env: { ...place.env, ...identity(repository) } }
  return git(['commit-tree', tree, ...parents, '-F', '-'], own, message)
}
