import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { call, freePort } from '../../stack-process/stack-process.mjs'

const pause = () => new Promise(resolve => setTimeout(resolve, 50))
const PATIENCE_MS = 60_000

/** Asks again until the answer is one; an error after a minute. */
export const until = async (what, ask) => {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > deadline) throw new Error(`${what} did not happen within a minute`)
    await pause()
  }
}

const isUp = domain =>
  call(domain, 'GET', '/version').then(
    ({ status }) => status === 200,
    () => false
  )

/** `cozy-jobs stack --memory` of the packages that are installed in a project. */
export const startInstalledStack = async (scene, project, { config = devNull } = {}) => {
  const [port, adminPort] = [await freePort(), await freePort()]
  const bin = join(project, 'node_modules/.bin/cozy-jobs')
  const ports = ['--port', String(port), '--admin-port', String(adminPort)]
  const child = spawn(bin, ['stack', '-c', config, '--memory', ...ports], {
    cwd: scene.root,
    env: scene.env,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk))
  const ended = once(child, 'close')
  scene.atEnd(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
  })
  const domain = `cozy.localhost:${port}`
  await until('the start of the stack', () => {
    if (child.exitCode !== null) throw new Error(`The stack ended with ${child.exitCode}:\n${said}`)
    return isUp(domain)
  })
  const at = ['--domain', domain, '--admin-port', String(adminPort)]
  const cli = (...words) => scene.run(project, [bin, ...words, ...at])
  const tokenFor = async permissions => (await cli('token', 'cli', permissions)).trim()
  /** One request, with a token for these permissions; an error where the answer is one. */
  const ask = async (permissions, method, path, json) => {
    const answer = await call(domain, method, path, { token: await tokenFor(permissions), json })
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.json
  }
  return { domain, cli, ask, output: () => said }
}
