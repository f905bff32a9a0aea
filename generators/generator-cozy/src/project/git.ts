import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { GitState } from './surroundings.js'

const run = promisify(execFile)

const git = async (folder: string, ...args: string[]): Promise<string | undefined> => {
  try {
    // A repository that is not to be trusted, or a prompt of git's, must not hold a generator up.
    const { stdout } = await run('git', args, { cwd: folder, timeout: 5000 })
    return stdout.trim() || undefined
  } catch {
    return undefined
  }
}

/** A remote's address as a browser takes it, without user or password; undefined for a path of this machine. */
export const webAddress = (remote: string): string | undefined => {
  const scp = /^(?:[\w.-]+@)?([\w.-]+\.[a-z]+):(?!\/\/)(.+)$/i.exec(remote)
  const text = scp ? `https://${scp[1]}/${scp[2]}` : remote
  if (!URL.canParse(text)) return undefined
  const { protocol, host, pathname } = new URL(text)
  if (!/^(https?|ssh|git):$/.test(protocol) || host === '') return undefined
  return `https://${host.replace(/:22$/, '')}${pathname.replace(/\.git\/?$/, '')}`
}

/** What git knows of a folder; nothing where there is no git. */
export const readGit = async (folder: string): Promise<GitState> => {
  const [root, userName, userEmail, remote, branch] = await Promise.all([
    git(folder, 'rev-parse', '--show-toplevel'),
    git(folder, 'config', 'user.name'),
    git(folder, 'config', 'user.email'),
    git(folder, 'remote', 'get-url', 'origin'),
    git(folder, 'symbolic-ref', '--short', '-q', 'HEAD')
  ])
  const repositoryUrl = remote === undefined ? undefined : webAddress(remote)
  return {
    ...(root !== undefined && { root }),
    ...(userName !== undefined && { userName }),
    ...(userEmail !== undefined && { userEmail }),
    ...(repositoryUrl !== undefined && { repositoryUrl }),
    ...(branch !== undefined && { branch })
  }
}
