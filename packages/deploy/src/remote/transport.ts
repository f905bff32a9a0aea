import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMasker, type Masker } from '@cozy-jobs/logging'
import type { Environment } from '../environment.js'
import { DEPLOY_ERRORS } from '../errors.js'
import { configInEnvironment, valueOf, type GitConfig } from '../git/config.js'
import type { Repository } from '../git/repository.js'
import { git, type GitPlace } from '../git/run-git.js'
import { githubCredentials, type Credentials } from './credentials.js'
import type { Remote } from './find-remote.js'

/** The name of the remote in the transport's own repository. */
export const REMOTE = 'deploy'

/** A repository beside the person's own, in which a build is put together and from which it is pushed. */
export interface Transport {
  place: GitPlace
  folder: string
  /** Takes the secrets out of what git says. */
  mask: Masker
  /** `GITHUB_TOKEN` is what opens the remote. */
  withToken: boolean
  close(): Promise<void>
}

/** Has git find the password in its environment: it is written nowhere, and stands in no argument. */
const HELPER =
  '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$COZY_DEPLOY_USER" "$COZY_DEPLOY_PASSWORD"; }; f'

/** What of the person's configuration says how a remote is reached. Its address is resolved already. */
const WANTED = /^(http|credential|ssh|protocol)\.|^core\.(sshcommand|askpass|gitproxy)$/

const isAuthorization = ([name, value]: GitConfig[number]): boolean =>
  /^http\.(.*\.)?extraheader$/.test(name) && /^authorization:/i.test(value)

const credentialConfig = (url: string, { user, password }: Credentials): GitConfig => {
  const { origin } = new URL(url)
  if (password === undefined) return [[`credential.${origin}.username`, user]]
  return [
    // Forgets the helpers that were named before.
    [`credential.${origin}.helper`, ''],
    [`credential.${origin}.helper`, HELPER]
  ]
}

const transportConfig = (
  config: GitConfig,
  remote: Remote,
  credentials: Credentials | undefined
): GitConfig => {
  const own = `remote.${remote.name}.`
  return [
    ...config
      .filter(([name]) => WANTED.test(name))
      // Two headers of this kind are one too many, and the token is the one that was asked for.
      .filter(entry => credentials?.password === undefined || !isAuthorization(entry)),
    ...config
      .filter(
        ([name]) => name.startsWith(own) && /\.(proxy|proxyauthmethod|receivepack|uploadpack)$/.test(name)
      )
      .map(([name, value]) => [`remote.${REMOTE}.${name.slice(own.length)}`, value] as const),
    ...(credentials ? credentialConfig(remote.url, credentials) : []),
    [`remote.${REMOTE}.url`, remote.url],
    ['core.protectNTFS', 'false'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false']
  ]
}

// What a hook of git hands on, and what would have git tell what it sends.
const OF_ANOTHER =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|QUARANTINE_PATH|SHALLOW_FILE|CONFIG.*|TRACE.*|CURL_VERBOSE)$/

const quietSsh = (env: Environment, config: GitConfig): Environment =>
  env['GIT_SSH_COMMAND'] || env['GIT_SSH'] || valueOf(config, 'core.sshcommand')
    ? {}
    : { GIT_SSH_COMMAND: 'ssh -oBatchMode=yes' }

// Git reads from a file alone which repositories of others are to be trusted: a remote may be a folder.
const trusted = (config: GitConfig): string =>
  config
    .filter(([name]) => name === 'safe.directory')
    .map(([, value]) => `[safe]\n\tdirectory = "${value.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"\n`)
    .join('')

const noPlace =
  (folder: string) =>
  (error: NodeJS.ErrnoException): never => {
    throw DEPLOY_ERRORS.noPlace(folder, error.code ?? error.message)
  }

/**
 * Makes the repository of a transport. The person's own is only read, so that a push which fails has changed nothing:
 * not even objects are left behind.
 */
export const openTransport = async (
  { place, objectFormat, config }: Repository,
  remote: Remote,
  { env, interactive }: { env: Environment; interactive: boolean }
): Promise<Transport> => {
  const token = remote.credentials?.password === undefined ? githubCredentials(remote.url, env) : undefined
  const credentials = token ?? remote.credentials
  const temporary = env['TMPDIR'] || tmpdir()
  const folder = await mkdtemp(join(temporary, 'cozy-jobs-deploy-')).catch(noPlace(temporary))
  const close = (): Promise<void> =>
    // Git, ended in the middle, may still be writing there.
    rm(folder, { recursive: true, force: true, maxRetries: 5 })
  try {
    await writeFile(join(folder, 'trusted'), trusted(config)).catch(noPlace(folder))
    const gitDirectory = join(folder, 'git')
    const kept = Object.entries(env).filter(([name]) => !OF_ANOTHER.test(name))
    const own: GitPlace = {
      ...place,
      env: {
        ...Object.fromEntries(kept),
        ...(interactive ? {} : { GIT_TERMINAL_PROMPT: '0', ...quietSsh(env, config) }),
        LC_ALL: 'C',
        GIT_DIR: gitDirectory,
        GIT_INDEX_FILE: join(folder, 'index'),
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: join(folder, 'trusted'),
        ...configInEnvironment(transportConfig(config, remote, credentials)),
        ...(credentials?.password !== undefined && {
          COZY_DEPLOY_USER: credentials.user,
          COZY_DEPLOY_PASSWORD: credentials.password
        })
      }
    }
    await git(
      ['init', '--quiet', '--bare', '--template=', `--object-format=${objectFormat}`, gitDirectory],
      own
    )
    const secrets = [env['GITHUB_TOKEN'], remote.credentials?.user, remote.credentials?.password]
    return {
      place: own,
      folder,
      mask: createMasker(secrets.filter(secret => secret !== undefined).filter(Boolean)),
      withToken: token !== undefined,
      close
    }
  } catch (error) {
    await close()
    throw error
  }
}
