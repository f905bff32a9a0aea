import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import fixturify from 'fixturify'

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** Runs git in a repository, as nobody in particular. */
const git = (repository: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe']
  }).trim()

/** Writes files and commits them on a branch; answers the commit. */
export const commit = (repository: string, branch: string, files: fixturify.DirJSON): string => {
  mkdirSync(repository, { recursive: true })
  git(repository, 'init', '--quiet', `--initial-branch=${branch}`)
  git(repository, 'checkout', '--quiet', '-B', branch)
  fixturify.writeSync(repository, files)
  git(repository, 'add', '--all')
  git(repository, 'commit', '--quiet', '--allow-empty', '--message=change')
  return git(repository, 'rev-parse', 'HEAD')
}

/** The real `git daemon` on loopback, for all repositories of a folder; where `pushes`, everybody may push. */
export const startGitDaemon = async (
  folder: string,
  { pushes = false } = {}
): Promise<{ url: string; close(): Promise<void> }> => {
  const port = await freePort()
  // The command itself and not by way of `git`, which would leave it behind when it is ended.
  const daemon = join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-daemon')
  const child = spawn(
    daemon,
    [
      ...(pushes ? ['--enable=receive-pack'] : []),
      '--reuseaddr',
      '--export-all',
      '--listen=127.0.0.1',
      `--port=${port}`,
      `--base-path=${folder}`,
      folder
    ],
    { stdio: 'ignore' }
  )
  const gone = once(child, 'exit')
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`git daemon ended with ${child.exitCode}`)
    await wait(10)
  }
  return {
    url: `git://127.0.0.1:${port}`,
    close: async () => {
      child.kill()
      await gone
    }
  }
}
