import { describe, expect, it } from '@jest/globals'
import { EXIT } from './errors.js'
import { runProcess, type Host } from './process.js'
import type { Command } from './registry/command.js'
import { reportError } from './report-error.js'
import { createTerminal } from './terminal/terminal.js'
import { untilAborted } from './terminal/until-aborted.js'

const command = (run: (signal: AbortSignal) => Promise<void>): Command => ({
  name: 'waits',
  topic: 'Run a stack',
  summary: 'Waits',
  positionals: [],
  options: {},
  examples: [],
  load: () =>
    Promise.resolve({
      run: async (_input, { signal }) => {
        await run(signal)
        return EXIT.done
      }
    })
})

function fakeHost() {
  const texts = { err: '' }
  const listeners = new Set<() => void>()
  const exits: number[] = []
  let time = 0
  const host: Host = {
    argv: [],
    env: {},
    cwd: '/',
    stdout: { write: () => undefined },
    stderr: { write: text => (texts.err += String(text)) },
    on: (signal, listener) => signal === 'SIGINT' && listeners.add(listener),
    off: (signal, listener) => signal === 'SIGINT' && listeners.delete(listener),
    now: () => time,
    exit: code => exits.push(code)
  }
  const pressAfter = (milliseconds: number): void => {
    time += milliseconds
    for (const listener of listeners) listener()
  }
  return { host, texts, listeners, exits, pressAfter }
}

describe('Ctrl-C', () => {
  it('asks the command to end, and the second one ends the process at once', async () => {
    const { host, exits, listeners, pressAfter } = fakeHost()
    let finish = (): void => undefined
    const ended = new Promise<void>(resolve => (finish = resolve))
    const seen: boolean[] = []
    const run = runProcess(
      host,
      command(async signal => {
        pressAfter(0)
        await untilAborted(signal)
        seen.push(signal.aborted)
        await ended
      })
    )
    await new Promise(resolve => setImmediate(resolve))
    expect({ seen, exits }).toEqual({ seen: [true], exits: [] })
    // npm hands on the signal that the terminal has sent already.
    pressAfter(20)
    expect(exits).toEqual([])
    pressAfter(1000)
    expect(exits).toEqual([130])
    finish()
    expect(await run).toBe(EXIT.done)
    expect(listeners.size).toBe(0)
  })

  it('is no failure to report where it cut the work short', async () => {
    const { host, texts, pressAfter } = fakeHost()
    const code = await runProcess(
      host,
      command(() => {
        pressAfter(0)
        return Promise.reject(new Error('cut short'))
      })
    )
    expect({ code, err: texts.err }).toEqual({ code: EXIT.failed, err: '' })
  })
})

describe('an error', () => {
  const report = (error: unknown, verbose: boolean) => {
    let err = ''
    const stream = { write: (text: string) => (err += text) }
    const terminal = createTerminal(stream, stream, false)
    const code = reportError(error, {
      terminal,
      cwd: '/',
      env: {},
      signal: new AbortController().signal,
      verbose
    })
    return { code, err }
  }

  it('that a person can mend is told as it is, whichever package words it', () => {
    expect(report(new Error('Failed to do it: no. Do that.'), false)).toEqual({
      code: 1,
      err: 'Failed to do it: no. Do that.\n'
    })
  })

  it('of ours is called a bug, with exit code 3', () => {
    expect(report(new TypeError('x is not a function'), false)).toEqual({
      code: 3,
      err: 'Failed to go on: x is not a function. This is a bug of cozy-jobs.\nAdd --verbose to see where in the code, and please report it.\n'
    })
  })

  it('shows where it comes from with --verbose alone', () => {
    expect(report(new TypeError('x'), true).err).toContain('\n    at ')
  })

  it('may be anything that was thrown', () => {
    expect(report('a text', false).err).toContain('Failed to go on: a text.')
  })
})
