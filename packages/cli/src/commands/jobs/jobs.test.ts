import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { main } from '../../main.js'
import { createTerminal } from '../../terminal/terminal.js'
import { runCli, type CliResult } from '../../testing/run-cli.js'

const EDITOR = `
const { readFileSync, writeFileSync } = require('node:fs')
const file = process.argv[2]
const input = JSON.parse(readFileSync(file, 'utf8'))
writeFileSync(file, JSON.stringify({ ...input, message: input.message + ', again' }))
`

let stack: RunningStack
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jobs-cli-test-'))
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
})

afterAll(async () => {
  await stack.close()
  rmSync(folder, { recursive: true, force: true })
})

const cli = (line: string, setting: Parameters<typeof runCli>[1] = {}): Promise<CliResult> =>
  runCli(`${line} --admin-port ${new URL(stack.adminUrl).port}`, { cwd: folder, ...setting })

const instance = () => stack.instances.list()[0]!

/** Runs a job of the worker `log`, and answers its id. */
const runLog = async (message: string): Promise<string> => {
  const { _id } = await stack.engine.push(instance(), { worker: 'log', message })
  await stack.engine.idle()
  return _id
}

const createTrigger = (type: string, args: string, more: object = {}): Promise<{ _id: string }> =>
  stack.engine.triggers.create(instance(), { type, arguments: args, worker: 'log', message: 'tick', ...more })

describe('jobs', () => {
  it('are listed, the newest first, with an id that every other command takes', async () => {
    await runLog('one')
    const id = await runLog('two')
    const { out } = await cli('jobs ls --limit 2')
    expect(out.split('\n')[0]).toMatch(/^id +queued \(UTC\) +job +state +took +memory +why$/)
    expect(out.split('\n')[1]).toMatch(new RegExp(`^${id.slice(-8)}  .* log  done +\\d+ ms +asked for$`))
    expect(JSON.parse((await cli('jobs ls --limit 1 --json')).out)).toMatchObject([{ id, state: 'done' }])
  })

  it('are shown with their log', async () => {
    const id = await runLog('hello there')
    const { out, code } = await cli(`jobs show ${id.slice(-8)}`)
    expect(code).toBe(0)
    expect(out).toMatch(/^log [0-9a-f]{32} {2}done\n/)
    expect(out).toMatch(/\n {2}why +asked for\n/)
    expect(out).toMatch(/\nInput\n {2}message: hello there\n/)
    expect(out).toMatch(/\nLog\n {2}[\d:.]{12} info {5}hello there\n/)
    expect((await cli(`jobs logs ${id}`)).out).toMatch(
      new RegExp(`^[\\d:.]{12} info     log ${id.slice(-8)}: hello there\n$`)
    )
  })

  it('say the day of what was said on another one', async () => {
    await stack.clock.moveTo(new Date('2030-05-01T08:00:00Z'))
    const first = await runLog('on the first')
    await stack.clock.moveTo(new Date('2030-05-02T08:00:00Z'))
    const second = await runLog('on the second')
    const { out } = await cli('jobs logs')
    await stack.clock.resume()
    const lineOf = (id: string, message: string): string =>
      `08:00:00.000 info     log ${id.slice(-8)}: ${message}\n`
    expect(out).toContain(
      `2030-05-01\n${lineOf(first, 'on the first')}2030-05-02\n${lineOf(second, 'on the second')}`
    )
  })

  it('that are not there are refused in words', async () => {
    expect(await cli('jobs show 00000000')).toEqual({
      code: 1,
      out: '',
      err: 'Failed to show the job 00000000: no run has an id that begins or ends with "00000000": it was never here, or is older than what is kept.\n'
    })
  })

  it('are followed as they come, until Ctrl-C', async () => {
    await runLog('said before')
    const pressed = new AbortController()
    const lines: string[] = []
    const write = (text: string): void => {
      lines.push(text)
      if (text.includes('said before')) void runLog('said after')
      if (text.includes('said after')) pressed.abort()
    }
    const port = new URL(stack.adminUrl).port
    const code = await main(['jobs', 'logs', '-f', '--admin-port', port], {
      terminal: createTerminal({ write }, { write }, false),
      cwd: folder,
      env: {},
      signal: pressed.signal
    })
    expect(code).toBe(0)
    expect(lines.at(-1)).toMatch(/^[\d:.]{12} info {5}log [0-9a-f]{8}: said after\n$/)
  })

  it('are followed one by one until they have ended', async () => {
    const id = await runLog('over long ago')
    expect(await cli(`jobs logs -f ${id}`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('over long ago')
    })
  })

  it('show what a job has printed, and let it do nothing to the terminal', async () => {
    const id = await runLog('a\u001b[2Jb\u001b]0;title\u0007\u009b')
    for (const line of [`jobs logs ${id}`, `jobs show ${id}`]) {
      expect((await cli(line)).out).toContain('a\\x1b[2Jb\\x1b]0;title\\x07\\x9b')
    }
    expect((await cli(`jobs logs ${id} --json`)).out).toContain('\\u001b[2J')
  })

  it.each([
    ['--limit 0', '"0" is no number of jobs. Write --limit with a number from 1 to 1000.'],
    ['--limit 5x', '"5x" is no number of jobs. Write --limit with a number from 1 to 1000.']
  ])('are not listed with %s', async (options, why) => {
    expect(await cli(`jobs ls ${options}`)).toEqual({
      code: 2,
      out: '',
      err: `Failed to list the jobs: ${why}\n`
    })
  })

  it('are listed in a state that there is, and said to be none in words', async () => {
    expect(await cli('jobs ls --state don')).toEqual({
      code: 2,
      out: '',
      err: 'Failed to run "cozy-jobs jobs ls": expected --state to be one of queued, running, done, errored, got "don". Did you mean "done"?\n'
    })
    expect((await cli('jobs ls --state errored')).out).toBe(
      'No such job is known. "cozy-jobs jobs ls" lists all.\n'
    )
  })

  it('run again, as they were and with what an editor makes of them', async () => {
    writeFileSync(join(folder, 'edit.cjs'), EDITOR)
    const id = await runLog('once')
    const again = JSON.parse((await cli(`jobs rerun ${id} --json`)).out) as { id: string; repeats: string }
    expect(again.repeats).toBe(id)
    const env = { EDITOR: `${process.execPath} ${join(folder, 'edit.cjs')}` }
    const { out } = await cli(`jobs rerun ${id} --edit`, { env })
    const [, short = ''] = /^Queued ([0-9a-f]{8})\./.exec(out) ?? []
    await stack.engine.idle()
    expect((await cli(`jobs logs ${short}`)).out).toContain('once, again')
    expect((await cli(`jobs show ${again.id}`)).out).toContain(`${id.slice(-8)} again`)
  })

  it.each([
    ['process.exit(3)', 'the editor ended with 3'],
    ['process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)', 'the editor ended with SIGKILL'],
    ['fs.rmSync(process.argv[2])', 'the editor left no file'],
    ['fs.writeFileSync(process.argv[2], "[]")', 'what was written is no JSON object'],
    ['fs.writeFileSync(process.argv[2], "")', 'what was written is no JSON: Unexpected end of JSON input']
  ])('are not run by an editor that does %s', async (code, why) => {
    const id = await runLog('kept')
    writeFileSync(join(folder, 'bad.cjs'), `const fs = require('node:fs'); ${code}`)
    const env = { EDITOR: `${process.execPath} ${join(folder, 'bad.cjs')}` }
    expect(await cli(`jobs rerun ${id} --edit`, { env })).toEqual({
      code: 1,
      out: '',
      err: `Failed to run the job ${id} again: ${why}. Nothing was run.\n`
    })
  })

  it('are not run where the editor fails', async () => {
    const id = await runLog('kept')
    expect(await cli(`jobs rerun ${id} --edit`, { env: { EDITOR: '/no/such/editor' } })).toMatchObject({
      code: 1,
      err: `Failed to run the job ${id} again: the editor /no/such/editor could not be started. Set EDITOR to one that is there.\n`
    })
  })
})

describe('jobs why', () => {
  it('says what each trigger made of a change', async () => {
    const { _id } = await createTrigger('@event', 'io.cozy.bills:CREATED')
    const { _id: id, _rev } = await instance().documents.put('io.cozy.bills', { _id: 'why1' })
    await instance().documents.put('io.cozy.bills', { _id: id, _rev, paid: true })
    await stack.engine.idle()
    const { out } = await cli('jobs why io.cozy.bills/why1')
    expect(out).toMatch(/^updated .*\n.* did not fire: it listens to CREATED, and this was UPDATED\ncreated /)
    expect(out).toMatch(/fired: it matches, job [0-9a-f]{8}\n$/)
    await stack.engine.triggers.remove(instance(), _id)
  })

  it('says that nothing listens, or that nothing has changed', async () => {
    expect((await cli('jobs why io.cozy.todos/x')).out).toBe(
      'No trigger listens to io.cozy.todos. Nothing is known of a change of io.cozy.todos/x: it never was, or is older than what is kept.\n'
    )
    expect((await cli('jobs why nothing')).err).toBe(
      'Failed to say why: "nothing" names no document. Write its doctype and its id, such as io.cozy.bills/a1b2.\n'
    )
  })
})

describe('triggers', () => {
  it('are listed in words, with their next date and what can not work', async () => {
    await stack.clock.moveTo(new Date('2030-01-01T02:00:00Z'))
    const cron = await createTrigger('@cron', '0 0 5 * * *')
    const wrong = await createTrigger('@event', 'io.cozy.bills:ALL', { debounce: '@3m' })
    const { out, err } = await cli('triggers ls', { columns: 120 })
    expect(out).toMatch(
      new RegExp(
        `${cron._id.slice(-8)}  log +every day at 05:00 UTC +in 3 hours, 2030-01-01 05:00 UTC +never ran`
      )
    )
    expect(err).toContain(`${wrong._id.slice(-8)}: the debounce "@3m" is no duration: there is none.\n`)
    expect(err).toContain('the verb ALL never matches')
    await stack.clock.resume()
  })

  it('are fired by hand, with a document, at once or when the clock gets there', async () => {
    const { _id } = await createTrigger('@event', 'io.cozy.bills:CREATED')
    writeFileSync(join(folder, 'bill.json'), '{"_id":"b7","vendor":"EDF"}')
    const fired = JSON.parse((await cli(`triggers fire ${_id} --doc bill.json --json`)).out) as {
      job: string
    }
    await stack.engine.idle()
    expect(JSON.parse((await cli(`jobs show ${fired.job} --json`)).out)).toMatchObject({
      cause: { kind: 'event', verb: 'CREATED', id: 'b7', doctype: 'io.cozy.bills' },
      input: { event: { doc: { vendor: 'EDF' } } }
    })
    await stack.clock.moveTo(new Date('2031-01-01T00:00:00Z'))
    const { out } = await cli(`triggers fire ${_id} --doc bill.json --at 2031-01-01T05:00:00Z`)
    expect(out).toBe('It fires when the clock of the stack reaches 2031-01-01T05:00:00.000Z.\n')
    await stack.clock.moveTo(new Date('2031-01-01T05:00:01Z'), { settle: () => stack.engine.idle() })
    await stack.engine.idle()
    expect(JSON.parse((await cli('jobs ls --limit 1 --json')).out)).toMatchObject([
      { queuedAt: expect.stringMatching(/^2031-01-01T05:00/), cause: { id: 'b7' } }
    ])
    await stack.clock.resume()
  })

  it('take their document from the standard input', async () => {
    const { _id } = await createTrigger('@event', 'io.cozy.bills:CREATED')
    const bin = fileURLToPath(new URL('../../../bin/cozy-jobs.js', import.meta.url))
    const port = new URL(stack.adminUrl).port
    const fire = [bin, 'triggers', 'fire', _id, '--doc', '-', '--json', '--admin-port', port]
    const child = spawn(process.execPath, fire, { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdin.end('{"_id":"b8"}')
    const { job } = JSON.parse(await text(child.stdout)) as { job: string }
    await stack.engine.idle()
    expect(JSON.parse((await cli(`jobs show ${job} --json`)).out)).toMatchObject({ cause: { id: 'b8' } })
  })

  it('that wait for no change say that they have no use for a document', async () => {
    const { _id } = await createTrigger('@cron', '0 0 5 * * *')
    writeFileSync(join(folder, 'bill.json'), '{"_id":"b9"}')
    expect((await cli(`triggers fire ${_id} --doc bill.json`)).err).toBe(
      'A trigger @cron has no use for a document: it was left out.\n'
    )
    await stack.engine.idle()
  })

  it.each([
    [
      'fire none0000',
      1,
      /^Failed to fire the trigger none0000: no trigger of cozy\.localhost:\d+ has an id that begins or ends with "none0000"\.\n$/
    ],
    [
      'fire none0000 --doc nothing.json',
      2,
      /^Failed to fire the trigger: there is no file nothing\.json\. Give a JSON file, or DOCTYPE\/ID\.\n$/
    ]
  ])('%s is refused', async (line, code, err) => {
    expect(await cli(`triggers ${line}`)).toEqual({ code, out: '', err: expect.stringMatching(err) })
  })
})
