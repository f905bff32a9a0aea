import { afterAll, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CLI, ROOT, startStackProcess } from '../stack-process/stack-process.mjs'
import { SCENARIOS } from './scenarios.js'

const shared = join(ROOT, '../shared/conformance')
const stops: (() => Promise<void>)[] = []

const check = async (scenario: string) => {
  const stack = await startStackProcess({
    args: ['--memory', '--locale', 'en', '--email', 'a@b.c', '--public-name', 'Conf', '--context', 'dev']
  })
  stops.push(stack.stop)
  const tokenCommand = `${process.execPath} ${CLI} token --domain ${stack.domain} --admin-port ${stack.adminPort}`
  const harness = spawn(
    process.execPath,
    [
      join(shared, 'conformance.mjs'),
      'check',
      '--url',
      `http://${stack.domain}`,
      '--token-cmd',
      tokenCommand,
      join(shared, 'scenarios', `${scenario}.json`)
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] }
  )
  let said = ''
  harness.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await once(harness, 'close')
  await stack.stop()
  return said
}

afterAll(() => Promise.all(stops.map(stop => stop())))

// What the real stack answered lies beside the checkout in CI; without it there is nothing to compare with.
const describeWhereRecorded = existsSync(shared) ? describe : describe.skip

describeWhereRecorded('answers as the real stack did (needs ../shared/conformance)', () => {
  it.each(SCENARIOS)(
    'scenario %s',
    async scenario => {
      expect(await check(scenario)).toMatch(/^\d+ passed, 0 failed\n$/)
    },
    120_000
  )
})
