import { createServer } from 'node:net'
import { DEFAULTS } from '../../../configuration/read-configuration.js'
import type { Check, Finding } from '../finding.js'
import { portOwner } from '../port-owner.js'
import { stackVersion } from '../stack-version.js'

/** Why a port cannot be had; undefined where it can. */
const listen = (port: number): Promise<string | undefined> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)))
  })

const onPort = async (port: number, option: string, signal: AbortSignal): Promise<Finding> => {
  const name = `Port ${port}`
  const refused = await listen(port)
  if (refused === undefined) return { name, state: 'ok', found: 'free' }
  const other = `Start the stack with --${option} 0, which takes a free one.`
  if (refused !== 'EADDRINUSE')
    return { name, state: 'warning', found: `not to be had (${refused})`, todo: other }
  const version = await stackVersion(new URL(`http://127.0.0.1:${port}/`), signal).catch(() => undefined)
  const owner = (await portOwner(port)) ?? 'another program'
  return version === undefined
    ? { name, state: 'warning', found: `taken by ${owner}`, todo: `End it, or: ${other}` }
    : { name, state: 'ok', found: `a stack listens, ${owner}` }
}

/** Where a stack would listen. */
export const checkPorts: Check = async ({ configuration = DEFAULTS, context }) =>
  Promise.all([
    onPort(configuration.port, 'port', context.signal),
    onPort(configuration.adminPort, 'admin-port', context.signal)
  ])
