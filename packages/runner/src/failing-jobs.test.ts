import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { hasEnded } from './testing/is-running.js'
import { makeTestPrograms, type TestPrograms } from './testing/test-programs.js'

let programs: TestPrograms

beforeEach(() => {
  programs = makeTestPrograms()
})

afterEach(() => programs.remove())

describe('a job that goes wrong', () => {
  it('by throwing ends with exit status 1, and says why on stderr', async () => {
    const { state, error, stderr } = await programs.service('throw new Error("thrown by the service")')
    expect({ state, error }).toEqual({ state: 'errored', error: 'exit status 1' })
    expect(stderr).toContain('Error: thrown by the service')
  })

  it('by exiting with 3 ends with exit status 3', async () => {
    expect(await programs.service('process.exit(3)')).toMatchObject({
      state: 'errored',
      error: 'exit status 3',
      exitCode: 3
    })
  })

  it('by a signal of its own ends in the words of the real stack', async () => {
    expect(await programs.service('process.kill(process.pid, "SIGKILL")')).toMatchObject({
      state: 'errored',
      error: 'signal: killed',
      signal: 'SIGKILL',
      timedOut: false
    })
  })

  it('by hanging is killed at its time limit', async () => {
    expect(await programs.service('setInterval(() => {}, 1000)', { timeLimit: 400 })).toMatchObject({
      state: 'errored',
      error: 'context deadline exceeded',
      timedOut: true
    })
  })

  it('by ignoring SIGTERM is killed all the same', async () => {
    const code = 'process.on("SIGTERM", () => {}); process.on("SIGINT", () => {}); for (;;) {}'
    expect(await programs.service(code, { timeLimit: 400 })).toMatchObject({
      error: 'context deadline exceeded',
      signal: 'SIGKILL'
    })
  })

  it('by hanging takes its children and theirs with it', async () => {
    const child = 'setInterval(() => {}, 1000)'
    const parent = `const c = require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" }); console.log(JSON.stringify({ type: "info", message: String(c.pid) })); setInterval(() => {}, 1000)`
    const { error, messages } = await programs.service(
      `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(parent)}], { stdio: "inherit" }); setInterval(() => {}, 1000)`,
      { timeLimit: 1500 }
    )
    expect(error).toBe('context deadline exceeded')
    expect(await hasEnded(Number(messages[0]))).toBe(true)
  })

  it('by leaving a child behind ends with its own outcome, and the child dies', async () => {
    const { state, messages, timedOut } = await programs.service(
      'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" }); say(String(c.pid)); c.unref()'
    )
    expect({ state, timedOut }).toEqual({ state: 'done', timedOut: false })
    expect(await hasEnded(Number(messages[0]))).toBe(true)
  })

  it('by printing garbage is done, and its garbage is told', async () => {
    const { state, records } = await programs.konnector('console.log("this is { not json"); say("after")')
    expect(state).toBe('done')
    expect(records.map(({ type, message }) => [type, message])).toEqual([
      ['debug', 'Could not parse stdout as JSON: "this is { not json"'],
      ['info', 'after']
    ])
  })

  it('by a line of 100 MB is done, without the lines after it', async () => {
    const { state, records } = await programs.service(
      'say("before"); const mb = "x".repeat(1 << 20); for (let i = 0; i < 100; i++) process.stdout.write(mb); process.stdout.write("\\n"); say("after")'
    )
    expect(state).toBe('done')
    expect(records.map(({ type, message }) => [type, message])).toEqual([
      ['info', 'before'],
      [
        'warning',
        'Failed to read a line of the output: it is longer than 64 KiB. What follows it is ignored.'
      ]
    ])
  })

  it('by too much on stderr keeps the last 256 KiB', async () => {
    const { stderr } = await programs.service('process.stderr.write("x".repeat(1 << 20) + "the end")')
    expect([stderr.length, stderr.slice(-7)]).toEqual([256 * 1024, 'the end'])
  })

  it('by an error line fails as a konnector, even at exit 0', async () => {
    const code = 'console.log(JSON.stringify({ type: "error", message: "VENDOR_DOWN" }))'
    expect(await programs.konnector(code)).toMatchObject({
      state: 'errored',
      error: 'VENDOR_DOWN',
      exitCode: 0
    })
    expect(await programs.service(code)).toMatchObject({ state: 'done' })
  })

  it('by a critical line that asks for no retry says so', async () => {
    const code =
      'console.log(JSON.stringify({ type: "critical", message: "LOGIN_FAILED", no_retry: true })); process.exit(1)'
    expect(await programs.konnector(code)).toMatchObject({
      state: 'errored',
      error: 'LOGIN_FAILED',
      noRetry: true
    })
  })
})
