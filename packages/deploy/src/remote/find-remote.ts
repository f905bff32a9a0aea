import { DEPLOY_ERRORS } from '../errors.js'
import { valueOf } from '../git/config.js'
import type { Repository } from '../git/repository.js'
import { askGit, git } from '../git/run-git.js'
import { credentialsIn, withoutPassword, type Credentials } from './credentials.js'

/** Where a build is pushed to. */
export interface Remote {
  /** As git knows it; an address that was given stands for itself. */
  name: string
  /** Without user and password, where it held both. */
  url: string
  /** Those that the address held. */
  credentials?: Credentials
  /** For a message: `origin (https://…)`. */
  shown: string
}

const namesOf = ({ config }: Repository): string[] => [
  ...new Set(config.flatMap(([name]) => /^remote\.(.+)\.(?:url|pushurl)$/.exec(name)?.[1] ?? []))
]

/** The one that git would push to, else `origin`, else the only one. */
const chosenName = (repository: Repository, names: readonly string[]): string => {
  const { config, source } = repository
  const configured = [
    source.branch && valueOf(config, `branch.${source.branch}.pushremote`),
    valueOf(config, 'remote.pushdefault'),
    source.branch && valueOf(config, `branch.${source.branch}.remote`),
    'origin'
  ].find(name => name && names.includes(name))
  if (configured) return configured
  if (names.length > 1) throw DEPLOY_ERRORS.severalRemotes(names)
  const [only] = names
  if (only === undefined) throw DEPLOY_ERRORS.noRemote()
  return only
}

const isAddress = (text: string): boolean => /^(?!-)([a-z+]+:\/\/|\.{0,2}\/|[^/:]+@[^/:]+:)/i.test(text)

const addressOf = async (repository: Repository, asked: string | undefined): Promise<[string, string]> => {
  const names = namesOf(repository)
  if (asked !== undefined && !names.includes(asked)) {
    if (!isAddress(asked)) throw DEPLOY_ERRORS.unknownRemote(withoutPassword(asked), names)
    return ['', await git(['ls-remote', '--get-url', asked], repository.place)]
  }
  const name = asked ?? chosenName(repository, names)
  const { code, out } = await askGit(['remote', 'get-url', '--push', '--', name], repository.place)
  if (code !== 0) throw DEPLOY_ERRORS.unknownRemote(name, names)
  return [name, out.split('\n')[0] ?? '']
}

/**
 * The remote of a repository, as asked for or as git would choose it.
 *
 * @throws DeployError where there is none, or several and no way to choose
 */
export const findRemote = async (repository: Repository, asked?: string): Promise<Remote> => {
  const [name, written] = await addressOf(repository, asked)
  const { url, credentials } = credentialsIn(written)
  return {
    name: name || url,
    url,
    shown: name ? `${name} (${url})` : url,
    ...(credentials && { credentials })
  }
}
