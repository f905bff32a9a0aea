import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import { createTerminal } from '../../terminal/terminal.js'
import { runCli } from '../../testing/run-cli.js'
import { showClock } from './show-clock.js'

let stack: RunningStack

beforeAll(async () => {
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
})

afterAll(() => stack.close())

const clock = (line: string) => runCli(`clock ${line} --admin-port ${new URL(stack.adminUrl).port}`)

describe('clock', () => {
  it('is set, advanced, shown and let run again', async () => {
    expect(await clock('set 2027-02-28T04:59:50Z')).toEqual({
      code: 0,
      out: '2027-02-28T04:59:50.000Z  it stands still; 0 dates came on the way\n',
      err: ''
    })
    await stack.engine.triggers.create(stack.instances.list()[0]!, {
      type: '@cron',
      arguments: '0 0 5 * * *',
      worker: 'log',
      message: 'tick'
    })
    expect((await clock('advance 20s')).out).toBe(
      '2027-02-28T05:00:10.000Z  it stands still; 1 date came on the way\n'
    )
    expect(JSON.parse((await clock('advance 1w --json')).out)).toEqual({
      now: '2027-03-07T05:00:10.000Z',
      stopped: true,
      rang: 7,
      arrived: true
    })
    expect((await clock('show')).out).toBe('2027-03-07T05:00:10.000Z  it stands still\n')
    expect((await clock('resume')).out).toMatch(/ {2}it runs with the machine's time\n$/)
  })

  it('says so where it could not go all the way', () => {
    const lines: string[] = []
    const write = (text: string): void => void lines.push(text)
    const state = { now: '2030-01-01T02:46:40.000Z', stopped: true, rang: 10_000, arrived: false }
    expect(showClock(state, false, createTerminal({ write }, { write }, false))).toBe(1)
    expect(lines.join('')).toBe(
      `2030-01-01T02:46:40.000Z  it stands still; 10000 dates came on the way
Failed to move the clock all the way: 10000 dates came, the most in one move. Type the same again to go on from here.
`
    )
  })

  it.each([
    [
      'advance soon',
      'Failed to advance the clock: "soon" is no duration ahead. Write for example 90s, 3d, 1w or 1h30m.\n'
    ],
    [
      'advance 0s',
      'Failed to advance the clock: "0s" is no duration ahead. Write for example 90s, 3d, 1w or 1h30m.\n'
    ],
    [
      'set tomorrow',
      'Failed to set the clock: "tomorrow" is no date. Write one in UTC, such as 2027-02-28T04:59:50Z.\n'
    ],
    [
      'set 2027-02-30T25:00:00Z',
      'Failed to set the clock: "2027-02-30T25:00:00Z" is no date. Write one in UTC, such as 2027-02-28T04:59:50Z.\n'
    ]
  ])('%s is refused', async (line, err) => {
    expect(await clock(line)).toEqual({ code: 2, out: '', err })
  })
})
