import { lstatSync } from 'node:fs'
import type { Environment } from '../environment.js'
import { DEPLOY_ERRORS } from '../errors.js'
import { readConfig, type GitConfig } from './config.js'
import { askGit, git, lastWord, untrustedIn, type GitPlace } from './run-git.js'

/** The repository that a job is in, and the commit that its build is made of. */
export interface Repository {
  place: GitPlace
  /** The top of its work tree, absolute. */
  top: string
  /** The job's folder below it, without slashes at its ends; empty where the job is the repository. */
  prefix: string
  /** `sha1` or `sha256`. */
  objectFormat: string
  config: GitConfig
  source: SourceCommit
}

/** What HEAD is. */
export interface SourceCommit {
  commit: string
  short: string
  subject: string
  author: { name: string; email: string }
  /** Undefined where HEAD is detached. */
  branch?: string
  /** How many files differ from it, those that git doesn't know included. */
  uncommitted: number
}

const OLDEST = [2, 32] as const

const checkVersion = async (place: GitPlace): Promise<void> => {
  const version = (await git(['version'], place)).replace(/^git version /, '')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) throw DEPLOY_ERRORS.oldGit(version)
}

// What git hands to a hook is of the repository that the hook is of. With a work tree beside, it is a person's choice.
const OF_A_HOOK =
  /^GIT_(DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|PREFIX|QUARANTINE_PATH)$/

const ownEnvironment = (env: Environment): Environment =>
  env['GIT_WORK_TREE']
    ? env
    : Object.fromEntries(Object.entries(env).filter(([name]) => !OF_A_HOOK.test(name)))

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8')

const readSource = async (place: GitPlace): Promise<SourceCommit> => {
  const format = '%H%x00%h%x00%an%x00%ae%x00%s'
  const [told, branch, status] = await Promise.all([
    askGit(['log', '-1', '--no-show-signature', `--format=${format}`, 'HEAD', '--'], place),
    askGit(['symbolic-ref', '--quiet', '--short', 'HEAD'], place),
    git(['status', '--porcelain', '-z', '--no-renames'], place)
  ])
  if (told.code !== 0) throw DEPLOY_ERRORS.noCommit()
  const [commit = '', short = '', name = '', email = '', subject = ''] = utf8(told.out).trimEnd().split('\0')
  return {
    commit,
    short,
    subject,
    author: { name, email },
    ...(branch.code === 0 && { branch: utf8(branch.out).trim() }),
    uncommitted: status.split('\0').filter(Boolean).length
  }
}

/**
 * Looks at the repository of a folder, and writes nothing there, not even the index, which `git status` would renew.
 *
 * @throws DeployError where there is no git, no repository or no commit
 */
export const openRepository = async (
  folder: string,
  env: Environment,
  signal: AbortSignal
): Promise<Repository> => {
  if (!lstatSync(folder, { throwIfNoEntry: false })) throw DEPLOY_ERRORS.notARepository(folder)
  const here: GitPlace = {
    cwd: folder,
    env: { ...ownEnvironment(env), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
    signal
  }
  await checkVersion(here)
  const asked = ['--show-toplevel', '--show-object-format', '--show-prefix']
  const { code, out, err } = await askGit(['rev-parse', ...asked], here)
  if (err.includes('dubious ownership')) throw DEPLOY_ERRORS.notTrusted(folder, untrustedIn(err) ?? folder)
  if (code !== 0 && !/not a git repository|must be run in a work tree/.test(err))
    throw DEPLOY_ERRORS.gitFailed(lastWord(err))
  if (code !== 0) throw DEPLOY_ERRORS.notARepository(folder)
  // Names of folders may hold line ends.
  const [, top = '', objectFormat = 'sha1', prefix = ''] =
    /^([^]*)\n(sha1|sha256)\n([^]*)\n$/.exec(utf8(out)) ?? []
  const place = { ...here, cwd: top }
  const [config, source] = await Promise.all([readConfig(place), readSource(place)])
  return { place, top, prefix: prefix.replace(/\/$/, ''), objectFormat, config, source }
}
