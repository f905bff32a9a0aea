import { spawn } from 'node:child_process'
import { buffer, text } from 'node:stream/consumers'
import type { Environment } from '../environment.js'
import { DEPLOY_ERRORS } from '../errors.js'

/** Where git runs, and with what. */
export interface GitPlace {
  cwd: string
  env: Environment
  signal: AbortSignal
}

/** How git ended. */
export interface GitOutcome {
  code: number
  /** Names of files are bytes: each character of this text is one. */
  out: string
  err: string
}

/**
 * Runs git to its end, whatever that is.
 *
 * @throws DeployError where there is no git, or `signal` has ended it
 */
export const askGit = async (
  args: readonly string[],
  { cwd, env, signal }: GitPlace,
  input: string | Buffer = ''
): Promise<GitOutcome> => {
  if (signal.aborted) throw DEPLOY_ERRORS.stopped()
  const child = spawn('git', args, { cwd, env, signal, stdio: 'pipe' })
  // Git may end without having read all of it, and says why by itself.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.name === 'AbortError') reject(DEPLOY_ERRORS.stopped())
      else reject(error.code === 'ENOENT' ? DEPLOY_ERRORS.noGit() : DEPLOY_ERRORS.gitFailed(error.message))
    })
    child.once('close', code => resolve(code ?? -1))
  })
  const [code, out, err] = await Promise.all([ended, buffer(child.stdout), text(child.stderr)])
  return { code, out: out.toString('latin1'), err }
}

/**
 * What git answers, without the line's end.
 *
 * @throws DeployError with git's own last word where it failed
 */
export const git = async (
  args: readonly string[],
  place: GitPlace,
  input?: string | Buffer
): Promise<string> => {
  const { code, out, err } = await askGit(args, place, input)
  if (code !== 0) throw DEPLOY_ERRORS.gitFailed(lastWord(err) || `it ended with ${code}`)
  return out.replace(/\n$/, '')
}

/** The folder that git does not trust, as git has it: what it compares with `safe.directory`, quoted for a shell. */
export const untrustedIn = (err: string): string | undefined => /safe\.directory (.+)$/m.exec(err)?.[1]

/** The last thing that git says for itself, without the mark before it. */
export const lastWord = (err: string): string => {
  const lines = err.split('\n').map(line => line.trim())
  const own = lines.filter(line => /^(fatal|error): /.test(line)).at(-1)
  return (own ?? lines.filter(Boolean).at(-1) ?? '').replace(/^(fatal|error): /, '').replace(/\.$/, '')
}
