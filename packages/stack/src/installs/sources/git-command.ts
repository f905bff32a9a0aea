import { spawn } from 'node:child_process'
import type { GitAddress } from './git-address.js'

/** As long as the real stack gives git for all that it does for one installation. */
export const GIT_TIME_LIMIT = 30_000

/** More than a list of two branches or a word of refusal is never read. */
const LONGEST_OUTPUT = 64 * 1024

/** Where a stack is told no PATH. */
const PATH = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin'

/** What of the stack's own environment git needs to reach a repository as its owner would. */
const INHERITED = [
  'PATH',
  'HOME',
  'SSH_AUTH_SOCK',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'no_proxy',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO'
]

export type Environment = Readonly<Record<string, string | undefined>>

/** The command git could not be started: there is none. */
export class NoGitError extends Error {}

/** What git has said when it gave up: its last line. */
export class GitError extends Error {}

/** Has git find the credentials in its environment: they are written nowhere, and in no argument. */
const CREDENTIAL_HELPER =
  '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$COZY_GIT_USER" "$COZY_GIT_PASSWORD"; }; f'

/**
 * The credentials of an address, for its own host alone. Git would send a header that it is told to send to whichever
 * host it is redirected to, too.
 */
const credentialsOf = ({ credentials }: GitAddress): Environment => {
  if (credentials === undefined) return {}
  const [user = '', ...password] = credentials.split(':')
  return { COZY_GIT_USER: user, COZY_GIT_PASSWORD: password.join(':') }
}

const configurationOf = ({ remote, credentials }: GitAddress): string[] => [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'gc.auto=0',
  // None of those that the user's own configuration names.
  'credential.helper=',
  ...(credentials === undefined ? [] : [`credential.${new URL(remote).origin}.helper=${CREDENTIAL_HELPER}`])
]

/** Nothing is asked of a person, no other protocol is spoken, and no secret is in the arguments. */
const environmentOf = (address: GitAddress, environment: Environment): Environment => ({
  ...Object.fromEntries(INHERITED.map(name => [name, environment[name]])),
  PATH: environment.PATH ?? PATH,
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  // Set and empty: git then asks no other program either.
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_SSH_COMMAND: 'ssh -oBatchMode=yes -oConnectTimeout=10',
  GIT_ALLOW_PROTOCOL: address.protocol,
  GIT_LFS_SKIP_SMUDGE: '1',
  ...credentialsOf(address)
})

const endGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}

/** Runs git in a process group of its own and answers what it wrote. Throws `GitError`, `NoGitError`. */
export const runGit = (
  args: readonly string[],
  address: GitAddress,
  { signal, environment }: { signal: AbortSignal; environment: Environment }
): Promise<string> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new GitError('it took too long'))
    const configuration = configurationOf(address).flatMap(setting => ['-c', setting])
    const child = spawn('git', [...configuration, ...args], {
      env: { ...environmentOf(address, environment), NODE_V8_COVERAGE: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true
    })
    const end = (): void => void (child.pid !== undefined && endGroup(child.pid))
    signal.addEventListener('abort', end)
    const said = { out: '', err: '' }
    const keep = (stream: NodeJS.ReadableStream, name: keyof typeof said): void => {
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => (said[name] = (said[name] + text).slice(-LONGEST_OUTPUT)))
    }
    keep(child.stdout, 'out')
    keep(child.stderr, 'err')
    child.on('error', (error: NodeJS.ErrnoException) => {
      signal.removeEventListener('abort', end)
      reject(error.code === 'ENOENT' ? new NoGitError('git is not installed') : error)
    })
    child.on('close', code => {
      signal.removeEventListener('abort', end)
      if (code === 0) return resolve(said.out)
      const why = signal.aborted ? 'it took too long' : said.err.trim().split('\n').at(-1)
      reject(new GitError(why || `git ended with ${code ?? 'a signal'}`))
    })
  })
