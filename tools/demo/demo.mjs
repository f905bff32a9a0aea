#!/usr/bin/env node
// A service at work, by the command line and HTTP alone, as its developer would do it: build, stack, install, write,
// watch, read back.
//
//   npm run demo                     builds, shows, ends
//   npm run demo -- --keep           leaves the stack running until Ctrl-C
//   npm run demo -- --data FILE      other operations: { "io.cozy.bank.operations": [ … ], … }
//   npm run demo -- --kill           kills the stack in the middle and starts it again

import { rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT, freePort, runCli, startStackProcess } from '../stack-process/stack-process.mjs'
import { buildThroughNx } from './build.mjs'
import { readHousehold, writeHousehold } from './household.mjs'
import { openDatabase } from './read-back.mjs'
import { dim, say, step } from './say.mjs'
import { showOutcome } from './show-outcome.mjs'
import { jobsEnded } from './wait-for-jobs.mjs'

const APP = join(ROOT, 'apps/onOperationCreate')
const SLUG = 'on-operation-create'
const OPERATIONS = 'io.cozy.bank.operations'

const USAGE = 'It takes --keep, --kill and --data FILE.'

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        keep: { type: 'boolean', default: false },
        kill: { type: 'boolean', default: false },
        data: { type: 'string', default: join(APP, 'sample-operations.json') }
      }
    }).values
  } catch (error) {
    process.stderr.write(`Failed to show the demo: ${error.message.split('. ')[0]}. ${USAGE}\n`)
    process.exit(2)
  }
}

const options = readOptions()
const began = performance.now()
const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-demo-'))
let stack
let done = false

const cleanUp = async () => {
  await stack?.stop()
  rmSync(folder, { recursive: true, force: true })
}

let stopped = false
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 }
for (const [signal, exitCode] of Object.entries(INTERRUPTED)) {
  process.once(signal, () => {
    // After the end of the demo, with --keep, that is how one ends the stack.
    if (!done) process.stderr.write('\nThe demo was stopped before its end.\n')
    stopped = true
    process.exitCode = done ? 0 : exitCode
    void cleanUp()
  })
}

const goOn = () => {
  if (stopped) throw new Error('it was stopped')
}

const start = async ports => {
  goOn()
  stack = await startStackProcess({
    args: ['--data', folder],
    ...ports,
    onLine: line => say(dim(`  │ ${line}`))
  })
  goOn()
  return stack
}

const demo = async () => {
  const household = readHousehold(resolve(process.env.INIT_CWD ?? process.cwd(), options.data))

  step('Build the service: nx build onOperationCreate')
  await buildThroughNx('onOperationCreate')

  step('Start the embedded stack: cozy-jobs stack')
  const ports = { port: await freePort(), adminPort: await freePort() }
  await start(ports)

  step(`Install the build: cozy-jobs apps install ${SLUG} file://…/build`)
  const at = ['--domain', stack.domain, '--admin-port', String(ports.adminPort)]
  say(await runCli('apps', 'install', SLUG, `file://${join(APP, 'build')}`, ...at))

  const operations = household[OPERATIONS]
  step(`Write ${operations.length} operations, as a bank would`)
  const database = await openDatabase(stack, household)
  await writeHousehold(database, household)

  if (options.kill) {
    step('Kill the stack in the middle (kill -9), and start it again')
    await stack.stop('SIGKILL')
    await start(ports)
    database.reconnect(stack)
  }

  step('The service runs')
  await jobsEnded(database, SLUG)

  step('Read the result back')
  showOutcome(await database.all(OPERATIONS), await database.all('io.cozy.notifications'))
  say(`\nDone in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
  done = true
}

try {
  await demo()
  if (options.keep) {
    say(`\nThe stack goes on at http://${stack.domain}/ (admin port ${stack.adminPort}). Ctrl-C ends it.`)
    await new Promise(resolve => stack.child.once('close', resolve))
  }
} catch (error) {
  // Whoever stopped it has ended the stack under the demo's feet: what that one says of it is no failure.
  if (!stopped) {
    process.stderr.write(`Failed to show the demo: ${error.message}\n`)
    process.exitCode = 1
  }
} finally {
  await cleanUp()
}
