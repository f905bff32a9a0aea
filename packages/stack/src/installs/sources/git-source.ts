import { join } from 'node:path'
import { makeTemporaryFolder } from '@cozy-jobs/runner'
import { INSTALL_ERRORS } from '../errors.js'
import { copyFiles } from '../source-files.js'
import { gitAddress, type GitAddress } from './git-address.js'
import { GIT_TIME_LIMIT, GitError, NoGitError, runGit, type Environment } from './git-command.js'
import { withoutSecrets } from './parse-source.js'
import { readManifestFile } from './read-manifest-file.js'
import { repositoryFiles } from './repository-files.js'
import {
  CODE_LIMITS,
  MANIFEST_FILES,
  type CodeLimits,
  type Fetched,
  type Source,
  type SourceRequest
} from './source.js'

/** Where a source names no branch: the first of these that there is. */
const BRANCHES = ['main', 'master']

export interface GitOptions {
  environment?: Environment
  limits?: CodeLimits
  /** Milliseconds for all that git does for one installation. */
  timeLimit?: number
}

/**
 * `git://`, `git+https://`, `git+ssh://`, `ssh+git://`. The manifest comes out of the clone, so that every repository
 * will do; the real stack asks the web site of the repository for it, which few have.
 */
export class GitSource implements Source {
  readonly #environment: Environment
  readonly #limits: CodeLimits
  readonly #timeLimit: number

  constructor({ environment = {}, limits = CODE_LIMITS, timeLimit = GIT_TIME_LIMIT }: GitOptions = {}) {
    this.#environment = environment
    this.#limits = limits
    this.#timeLimit = timeLimit
  }

  async fetch({ kind, url, signal, warn }: SourceRequest): Promise<Fetched> {
    const address = gitAddress(url)
    const { path: parent, remove: close } = await makeTemporaryFolder('git')
    try {
      const folder = join(parent, 'clone')
      const commit = await this.#clone(address, folder, signal)
      return {
        manifest: await readManifestFile(await this.#checked(folder), kind),
        place: `${withoutSecrets(url.href)} ${MANIFEST_FILES[kind]}`,
        version: ofManifest => `${ofManifest}-${commit}`,
        checksum: '',
        isReleased: false,
        copyTo: async target => copyFiles(await repositoryFiles(folder, this.#limits), target),
        close
      }
    } catch (error) {
      await close()
      throw this.#refusal(error, address, warn)
    }
  }

  /** Clones the newest commit of the branch, and answers which it is. */
  async #clone(address: GitAddress, folder: string, signal: AbortSignal): Promise<string> {
    const limits = {
      signal: AbortSignal.any([signal, AbortSignal.timeout(this.#timeLimit)]),
      environment: this.#environment
    }
    const run = (...args: string[]): Promise<string> => runGit(args, address, limits)
    const wanted = address.branch === undefined ? BRANCHES : [address.branch]
    const heads = wanted.map(name => `refs/heads/${name}`)
    const found = await run('ls-remote', '--quiet', '--', address.remote, ...heads)
    const branch = wanted.find(name => found.split(/\s+/).includes(`refs/heads/${name}`))
    if (branch === undefined) throw new GitError(`it has no branch ${wanted.join(' or ')}`)
    await run(
      'clone',
      '--quiet',
      '--depth=1',
      '--single-branch',
      '--no-tags',
      '--template=',
      `--branch=${branch}`,
      '--',
      address.remote,
      folder
    )
    return (await run('-C', folder, 'rev-parse', '--verify', 'HEAD')).trim()
  }

  /** A manifest that is a link to elsewhere is no manifest. */
  async #checked(folder: string): Promise<string> {
    await repositoryFiles(folder, this.#limits)
    return folder
  }

  /** The reason is for the log alone: the answer stays the real stack's. */
  #refusal(error: unknown, { remote }: GitAddress, warn: (text: string) => void): unknown {
    if (!(error instanceof GitError) && !(error instanceof NoGitError)) return error
    const todo =
      error instanceof NoGitError ? 'Install git.' : 'Look at its address, its branch and who may read it.'
    warn(`Failed to fetch ${remote}: ${error.message.replace(/\.$/, '')}. ${todo}`)
    return error instanceof NoGitError
      ? INSTALL_ERRORS.unsupportedSource()
      : INSTALL_ERRORS.manifestNotReachable()
  }
}
