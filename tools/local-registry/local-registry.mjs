import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packAll } from '../pack/pack-all.mjs'
import { configuration } from './configuration.mjs'
import { pinRelease } from './pin-release.mjs'
import { publish } from './publish.mjs'

/** The registry that this machine's npm asks. */
const npmRegistry = () =>
  execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8', cwd: tmpdir() }).trim()

const listening = async (server, port) => {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${server.address().port}/`
}

/**
 * A package registry on loopback that has all packages of this repository as they would be published now, and asks
 * another one for the rest. Install from it as a user would: `npm_config_registry=URL npm install @cozy-jobs/cli`.
 *
 * @param options.port 0 for a free one
 * @param options.uplink where other packages come from; else the registry that npm is told to use
 * @param options.pinned `NAME@VERSION` of others' packages of which no other release is offered
 * @returns `{ url, packages, stop }`; `stop` removes all that was stored
 */
export const startLocalRegistry = async ({ port = 0, uplink = npmRegistry(), pinned = [] } = {}) => {
  const { runServer } = await import('verdaccio')
  const storage = mkdtempSync(join(tmpdir(), 'cozy-jobs-registry-'))
  try {
    const packages = await packAll(join(storage, 'packed'))
    const others = await Promise.all(pinned.map(spec => pinRelease(spec, storage)))
    const offered = [...packages, ...others]
    const names = offered.map(({ name }) => name)
    const server = await runServer(configuration({ storage: join(storage, 'served'), uplink, names }))
    const url = await listening(server, port)
    const stop = async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      rmSync(storage, { recursive: true, force: true })
    }
    for (const one of offered) await publish(url, one)
    return { url, packages, stop }
  } catch (error) {
    rmSync(storage, { recursive: true, force: true })
    throw error
  }
}
