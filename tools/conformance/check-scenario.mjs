// Runs one scenario against a stack of its own, as the harness asks: fresh, empty, with the recorded instance's details.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLI, startStackProcess } from '../stack-process/stack-process.mjs'
import { HERE, fileOf, requestsOf } from './read-scenarios.mjs'

const INSTANCE = ['--locale', 'en', '--email', 'a@b.c', '--public-name', 'Conf', '--context', 'dev']

/**
 * All was recorded on one instance, one scenario after the other. Each runs alone here; of those that look at what an
 * earlier one has left, that one runs first.
 */
const BEFORE = { 'auth/permissions': ['apps/app-token'], 'jobs/trigger-life': ['apps/konnectors'] }

const runHarness = async (stack, name, report) => {
  const tokenCommand = `${process.execPath} ${CLI} token --domain ${stack.domain} --admin-port ${stack.adminPort}`
  const args = ['check', '--url', `http://${stack.domain}`, '--token-cmd', tokenCommand, '--json', report]
  const files = [...(BEFORE[name] ?? []), name].map(fileOf)
  const harness = spawn(process.execPath, [join(HERE, 'conformance.mjs'), ...args, ...files], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let said = ''
  harness.stdout.on('data', chunk => (said += chunk))
  await once(harness, 'close')
  return said
}

/**
 * Steps whose recorded answer holds by chance. A token has no other part that changes than its second (`iat`), so two of
 * one second are equal, on the real stack too: `refresh` was recorded within the second of the first access token and
 * is compared with it. A run that crosses the beginning of a second between them gets another token and is asked again.
 */
const OF_ONE_SECOND = { 'auth/authorize': ['refresh'] }

const TRIES = 4

/**
 * `passed` and `failed` are the requests by the names of their steps; `said` is what the harness printed about those
 * that failed.
 */
export const checkScenario = async name => {
  for (let tries = 1; ; tries++) {
    const outcome = await checkOnce(name)
    if (tries === TRIES || !isOnlyOfASecond(outcome)) return outcome
  }
}

/** Whether nothing else has failed than what crossing a second may fail. */
export const isOnlyOfASecond = ({ name, failed }) => {
  const failing = Object.keys(failed)
  return failing.length > 0 && failing.every(step => OF_ONE_SECOND[name]?.includes(step))
}

const checkOnce = async name => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-report-'))
  const report = join(folder, 'report.json')
  const stack = await startStackProcess({ args: ['--memory', ...INSTANCE] })
  try {
    const said = await runHarness(stack, name, report)
    const { results } = JSON.parse(readFileSync(report, 'utf8')).report.at(-1)
    const failing = new Set(results.filter(({ failures }) => failures.length > 0).map(({ step }) => step))
    const requests = Object.entries(requestsOf(name))
    return {
      name,
      passed: Object.fromEntries(requests.filter(([step]) => !failing.has(step))),
      failed: Object.fromEntries(requests.filter(([step]) => failing.has(step))),
      said: said.replace(/\d+ passed, \d+ failed\n$/, '')
    }
  } finally {
    await stack.stop()
    rmSync(folder, { recursive: true })
  }
}
