import { gitAddress } from './git-address.js'
import { runGit, type Environment } from './git-command.js'
import { parseSource } from './parse-source.js'

/** Milliseconds for a question whose answer is a convenience. */
const TIME_LIMIT = 10_000

/**
 * Whether the repository of a `git://` source, or of its like, has a branch. False where nobody can tell: who fetches it
 * will say why.
 *
 * @example
 * await hasGitBranch('git://github.com/konnectors/hello.git', 'build', process.env)
 */
export const hasGitBranch = async (
  source: string,
  branch: string,
  environment: Environment
): Promise<boolean> => {
  try {
    const address = gitAddress(parseSource(source))
    const head = `refs/heads/${branch}`
    const found = await runGit(['ls-remote', '--quiet', '--', address.remote, head], address, {
      signal: AbortSignal.timeout(TIME_LIMIT),
      environment
    })
    return found.split(/\s+/).includes(head)
  } catch {
    return false
  }
}
