#!/usr/bin/env node
// node tools/registry/registry.mjs FOLDER [--port N]: serves a folder of applications as a registry, on loopback alone.
// Versions may be published with the token in REGISTRY_TOKEN, for the editor in REGISTRY_EDITOR.

import { parseArgs } from 'node:util'
import { serveRegistry } from './serve-registry.mjs'

const USE = 'node tools/registry/registry.mjs FOLDER [--port N]'

const fail = (why, code) => {
  console.error(why)
  process.exitCode = code
}

const read = () => {
  try {
    return parseArgs({ allowPositionals: true, options: { port: { type: 'string', default: '8090' } } })
  } catch (error) {
    return fail(`Failed to start the registry: ${error.message} Write: ${USE}`, 2)
  }
}

const given = read()
if (given) {
  const [folder, ...more] = given.positionals
  const port = Number(given.values.port)
  if (folder === undefined || more.length > 0) {
    fail(`Failed to start the registry: expected one folder of applications. Write: ${USE}`, 2)
  } else if (!/^\d+$/.test(given.values.port) || port > 65_535) {
    fail(`Failed to start the registry: "${given.values.port}" is no port. Write: ${USE}`, 2)
  } else {
    try {
      const { REGISTRY_TOKEN, REGISTRY_EDITOR = 'Cozy Jobs' } = process.env
      const tokens = REGISTRY_TOKEN ? { [REGISTRY_TOKEN]: REGISTRY_EDITOR } : {}
      const registry = await serveRegistry({ folder, port, tokens })
      console.log(`The registry of ${folder} is at ${registry.url}`)
      console.log(`Let a stack ask it, in cozy.yaml:\n\nregistries:\n  default:\n    - ${registry.url}\n`)
      for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void registry.close())
    } catch (error) {
      fail(`Failed to start the registry: ${error.message}. Give another folder or --port.`, 1)
    }
  }
}
