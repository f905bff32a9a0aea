import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { freePort } from '../../stack-process/stack-process.mjs'

const isOpen = port =>
  new Promise(answer => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => (socket.destroy(), answer(true)))
    socket.on('error', () => answer(false))
  })

/** Serves the bare repositories of a folder on loopback, as `git://127.0.0.1:PORT/NAME`; everybody may push. */
export const startGitDaemon = async (folder, env) => {
  const port = await freePort()
  const child = spawn(
    'git',
    ['daemon', `--base-path=${folder}`, '--export-all', '--enable=receive-pack', '--reuseaddr'].concat([
      '--listen=127.0.0.1',
      `--port=${port}`
    ]),
    // The command starts the daemon as another process: one group, which ends as one.
    { env, stdio: 'ignore', detached: true }
  )
  const ended = once(child, 'close')
  while (!(await isOpen(port))) {
    if (child.exitCode !== null) throw new Error(`git daemon ended with ${child.exitCode}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  const stop = async () => {
    if (child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
    await ended
  }
  return { url: `git://127.0.0.1:${port}`, stop }
}
