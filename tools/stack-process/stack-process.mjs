// Starts `cozy-jobs stack` as a person does, in a process of its own, and speaks to it over HTTP alone: what the demo,
// the benchmarks and the conformance run have in common.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { devNull } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const CLI = join(ROOT, 'packages/cli/bin/cozy-jobs.js')

/** A port of loopback that nothing listens on now. */
export const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/** One request to a name that need not resolve: the connection goes to loopback, the name into `Host`. */
export const call = (host, method, path, { json, token, headers = {}, agent } = {}) =>
  new Promise((done, failed) => {
    const body = json === undefined ? undefined : Buffer.from(JSON.stringify(json))
    const req = request(
      {
        host: '127.0.0.1',
        port: Number(host.split(':').at(-1)),
        method,
        path,
        agent,
        headers: {
          host,
          accept: 'application/vnd.api+json, application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body ? { 'content-type': 'application/json', 'content-length': body.length } : {}),
          ...headers
        }
      },
      res => {
        const chunks = []
        res.on('data', chunk => chunks.push(chunk))
        res.on('error', failed)
        res.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const isJson = /json/.test(res.headers['content-type'] ?? '')
          done({ status: res.statusCode ?? 0, text, json: isJson && text ? JSON.parse(text) : undefined })
        })
      }
    )
    req.on('error', failed)
    req.end(body)
  })

/** Runs the command to its end; throws with what it said where it fails. */
export const runCli = async (...args) => {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (err += chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`cozy-jobs ${args[0]} ended with ${code}: ${err || out}`)
  return out.trim()
}

const answers = host =>
  call(host, 'GET', '/version').then(
    ({ status }) => status === 200,
    () => false
  )

/** Nothing of what a person has set for stacks of their own: the same everywhere, whatever cozy.yaml they have. */
const withoutSettings = env =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('COZY_')))

/**
 * Starts a stack without a configuration of its own and waits until `/version` answers.
 *
 * @param {{ args?: string[], port?: number, adminPort?: number, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} options
 */
export const startStackProcess = async ({
  args = ['--memory'],
  port,
  adminPort,
  env = process.env,
  onLine = () => {}
} = {}) => {
  port ??= await freePort()
  adminPort ??= await freePort()
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [CLI, 'stack', '-c', devNull, '--port', String(port), '--admin-port', String(adminPort), ...args],
    { cwd: ROOT, env: withoutSettings(env), stdio: ['ignore', 'pipe', 'pipe'] }
  )
  const said = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      said.push(line)
      onLine(line)
    })
  }
  const ended = once(child, 'close')
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const domain = `cozy.localhost:${port}`
  while (!(await answers(domain))) {
    if (hasEnded())
      throw new Error(`The stack ended with ${child.exitCode ?? child.signalCode}: ${said.join('\n')}`)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  const readyMs = performance.now() - started
  // The last line of its greeting: what comes after it is of jobs.
  while (!said.some(line => line.includes('Ctrl-C'))) await new Promise(resolve => setTimeout(resolve, 5))
  const stop = async (signal = 'SIGTERM') => {
    if (!hasEnded()) child.kill(signal)
    await ended
  }
  return {
    domain,
    port,
    adminPort,
    child,
    said,
    readyMs,
    stop,
    token: (kind, of) => runCli('token', kind, of, '--domain', domain, '--admin-port', String(adminPort)),
    call: (method, path, options) => call(domain, method, path, options)
  }
}
