import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { ROOT } from '../stack-process/stack-process.mjs'

/** What a measured process gets: a variable such as NODE_EXTRA_CA_CERTS alone would double the start of Node. */
export const bareEnvironment = () => ({ PATH: process.env.PATH, HOME: process.env.HOME })

/** Runs Node to its end; throws what it said where it fails. */
export const runNode = async (args, { env = process.env, cwd = ROOT } = {}) => {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}\n${said.slice(-2000)}`)
  return said
}

/** Milliseconds from the start of Node to its first line of output; the process is then left to its end. */
export const firstLine = async (args, options = {}) => {
  const start = performance.now()
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'], ...options })
  const closed = once(child, 'close')
  await once(child.stdout, 'data')
  const taken = performance.now() - start
  await closed
  return taken
}
