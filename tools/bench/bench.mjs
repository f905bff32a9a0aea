#!/usr/bin/env node
// All figures of docs/benchmarks.md, measured now, on this machine: a table for a person, JSON with --json FILE.
//
//   npm run bench                       everything (a few minutes)
//   npm run bench -- --only creates     one of: start-up event-latency service-start build bundle creates realtime growth files konnector konnector-files harness triggers year matching crash-storm

import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { build } from './figures/build.mjs'
import { bundle } from './figures/bundle.mjs'
import { creates } from './figures/creates.mjs'
import { eventLatency } from './figures/event-latency.mjs'
import { storm } from './figures/crash-storm.mjs'
import { growth } from './figures/growth.mjs'
import { harness } from './figures/harness.mjs'
import { matching } from './figures/matching.mjs'
import { konnector } from './figures/konnector.mjs'
import { konnectorFiles } from './figures/konnector-files.mjs'
import { realtime } from './figures/realtime.mjs'
import { serviceStart } from './figures/service-start.mjs'
import { files } from './figures/files.mjs'
import { startUp } from './figures/start-up.mjs'
import { triggers, year } from './figures/triggers.mjs'

const ALL = [
  startUp,
  eventLatency,
  serviceStart,
  build,
  bundle,
  creates,
  realtime,
  growth,
  files,
  konnector,
  konnectorFiles,
  harness,
  triggers,
  year,
  matching,
  storm
]

const NAMES = ALL.map(({ name }) => name)
const USAGE = `It takes --only NAME,… and --json FILE. Names: ${NAMES.join(', ')}.`

const refuse = why => {
  process.stderr.write(`Failed to measure: ${why}. ${USAGE}\n`)
  process.exit(2)
}

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        only: { type: 'string', default: NAMES.join(',') },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' }
      }
    }).values
  } catch (error) {
    return refuse(error.message.split('. ')[0])
  }
}

const options = readOptions()
if (options.help) {
  process.stdout.write(`Measures the figures of docs/benchmarks.md on this machine. ${USAGE}\n`)
  process.exit(0)
}
const only = options.only.split(',')
const unknown = only.find(name => !NAMES.includes(name))
if (unknown !== undefined) refuse(`there is no figure ${JSON.stringify(unknown)}`)
const wanted = ALL.filter(({ name }) => only.includes(name))

const report = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  cores: availableParallelism(),
  figures: []
}
console.log(`Node ${report.node}, ${report.cores} cores, ${report.date}\n`)
console.log('| figure | seen | to reach |\n| --- | --- | --- |')
for (const { run } of wanted) {
  for (const figure of await run()) {
    report.figures.push(figure)
    console.log(`| ${figure.figure} | ${figure.value} ${figure.unit} | ${figure.target} |`)
  }
}
if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`)
