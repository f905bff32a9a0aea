#!/usr/bin/env node
// node tools/local-registry/start.mjs [--port N] [--uplink URL]: all packages as they would be published, on loopback.

import { parseArgs } from 'node:util'
import { startLocalRegistry } from './local-registry.mjs'

try {
  const { values } = parseArgs({ options: { port: { type: 'string' }, uplink: { type: 'string' } } })
  const registry = await startLocalRegistry({ ...values, port: Number(values.port ?? 0) })
  console.log(registry.url)
  for (const signal of ['SIGINT', 'SIGTERM']) {
    // Not "once": Verdaccio brings what ends the process at once where it finds that nobody listens any more.
    process.on(signal, () => void registry.stop().then(() => process.exit(0)))
  }
} catch (error) {
  console.error(`Failed to start the registry: ${error.message}`)
  process.exitCode = 1
}
