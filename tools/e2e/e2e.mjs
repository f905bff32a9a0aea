#!/usr/bin/env node
// From an empty folder to an installed build, as a person does it: with packages of a registry, in an empty home.
//
//   npm run e2e                      compiles, then all parts; the registry that npm is told to use must be reachable
//   npm run e2e -- --only single     one part (or several) with what it needs
//   npm run e2e -- --keep            leaves the folder there
//   npm run e2e -- --json FILE       the times of the steps

import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { PARTS } from './parts.mjs'
import { countOf, lineOf, tableOf, timesOf } from './run/report.mjs'
import { choose, runParts } from './run/run-parts.mjs'
import { createScene } from './run/scene.mjs'

const OPTIONS = {
  only: { type: 'string', multiple: true, default: [] },
  keep: { type: 'boolean', default: false },
  json: { type: 'string' }
}

const say = line => process.stdout.write(`${line}\n`)

const readOptions = () => {
  const { values } = parseArgs({ options: OPTIONS })
  return { ...values, parts: choose(PARTS, values.only) }
}

const run = async ({ parts, keep, json }) => {
  const stop = new AbortController()
  // Not "once": a library of the registry ends the process where it finds that nobody listens any more.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort())
  const scene = createScene(stop.signal)
  try {
    const enter = name => say(`\n${name}`)
    const results = await runParts(parts, scene, { enter, tell: result => say(lineOf(result)) })
    say(`\n${tableOf(results)}\n`)
    if (json)
      writeFileSync(
        resolve(process.env.INIT_CWD ?? '.', json),
        `${JSON.stringify(timesOf(results), null, 2)}\n`
      )
    return countOf(results)
  } finally {
    await scene.end({ keep })
    if (keep) say(`All that was made is in ${scene.root}`)
  }
}

try {
  const { passed, failed } = await run(readOptions())
  say(`${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
} catch (error) {
  process.stderr.write(`Failed to run from end to end: ${error.message}\n`)
  process.exitCode = 2
}
