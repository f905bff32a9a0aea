import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { cmdLauncher } from './profiles/cmd.js'
import { makeTestPrograms, type TestPrograms } from './testing/test-programs.js'

const MEBIBYTE = 1024 * 1024
const onLinux = process.platform === 'linux' ? it : it.skip

let programs: TestPrograms

beforeEach(() => {
  programs = makeTestPrograms()
})

afterEach(() => programs.remove())

/** Holds 200 MiB, gives them back, and ends once it has been looked at since. */
const HOLDS = `
let held = Buffer.alloc(200 * 1024 * 1024, 1)
held = undefined
const until = Date.now() + 1500
const wait = () => Date.now() < until && setTimeout(wait, 20)
wait()
`

describe('the peak memory of a run', () => {
  onLinux('holds what it has given back by its end', async () => {
    const { peakMemory = 0 } = await programs.service(HOLDS)
    expect(peakMemory).toBeGreaterThan(200 * MEBIBYTE)
    expect(peakMemory).toBeLessThan(600 * MEBIBYTE)
  })

  onLinux('is that of the processes that it has started too', async () => {
    const { peakMemory = 0 } = await programs.service(
      `const child = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(HOLDS)}])
child.on('exit', () => say('ended'))`
    )
    expect(peakMemory).toBeGreaterThan(220 * MEBIBYTE)
  })

  it('is not known of a job that never started', async () => {
    expect(await programs.service('', { launcher: cmdLauncher('/no/launcher') })).not.toHaveProperty(
      'peakMemory'
    )
  })
})

describe('the environment that is told', () => {
  it('is what the program gets, without its credentials and their values', async () => {
    const told: Readonly<Record<string, string>>[] = []
    const { messages } = await programs.service('say(JSON.stringify(process.env))', {
      credentials: 'a-token-of-some-length',
      fields: '{"note":"a-token-of-some-length, 5 h"}',
      onEnvironment: environment => told.push(environment)
    })
    const { COZY_CREDENTIALS: _, ...got } = JSON.parse(messages[0]!) as Record<string, string>
    expect(told).toEqual([{ ...got, COZY_FIELDS: '{"note":"***, 5 h"}' }])
  })
})
