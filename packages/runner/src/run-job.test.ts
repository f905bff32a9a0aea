import type { LogRecord } from '@cozy-jobs/logging'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome, RunRequest } from './api.js'
import { runJob } from './run-job.js'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runner-test-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const SAY = 'const say = message => console.log(JSON.stringify({ type: "info", message }));\n'

const base = {
  cozyUrl: 'http://cozy.localhost:8080/',
  credentials: 'a-token-of-some-length',
  locale: 'en',
  jobId: 'service/0/abc',
  timeLimit: 20_000,
  fields: ''
} as const

interface Run extends Outcome {
  records: LogRecord[]
  messages: string[]
}

const run = async (request: RunRequest): Promise<Run> => {
  const records: LogRecord[] = []
  const outcome = await runJob({ ...request, onRecord: record => records.push(record) })
  return { ...outcome, records, messages: records.map(({ message }) => message) }
}

const service = (code: string, options: Partial<RunRequest> = {}): Promise<Run> => {
  const file = join(folder, 'onEvent.js')
  writeFileSync(file, SAY + code)
  return run({ ...base, kind: 'service', slug: 'banks', source: { file }, ...options })
}

const konnector = (code: string, options: Partial<RunRequest> = {}): Promise<Run> => {
  writeFileSync(join(folder, 'index.js'), SAY + code)
  return run({ ...base, kind: 'konnector', slug: 'demo', source: { folder }, ...options })
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A killed process stays in the table until it is reaped: its state says so. */
const isRunning = async (pid: number): Promise<boolean> => {
  if (!isAlive(pid)) return false
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return !/\) [ZX] /.test(status) && status !== ''
}

describe('a job that ends well', () => {
  it('is done, with its records in order', async () => {
    const { state, error, exitCode, messages } = await service('say("one"); say("two")')
    expect({ state, error, exitCode, messages }).toEqual({
      state: 'done',
      error: undefined,
      exitCode: 0,
      messages: ['one', 'two']
    })
  })

  it('sees the variables of a service and no other', async () => {
    process.env.RUNNER_TEST_LEAK = 'leaked'
    const { messages } = await service('say(Object.keys(process.env).sort().join(" "))', { triggerId: 't' })
    delete process.env.RUNNER_TEST_LEAK
    expect(messages).toEqual([
      'COZY_COUCH_DOC COZY_CREDENTIALS COZY_FIELDS COZY_JOB_ID COZY_LANGUAGE COZY_LOCALE COZY_PAYLOAD COZY_TIME_LIMIT COZY_TRIGGER_ID COZY_URL'
    ])
  })

  it('sees the variables of a konnector and no other', async () => {
    const { messages } = await konnector('say(Object.keys(process.env).sort().join(" "))')
    expect(messages).toEqual([
      'COZY_CREDENTIALS COZY_FIELDS COZY_JOB_ID COZY_JOB_MANUAL_EXECUTION COZY_LANGUAGE COZY_LOCALE COZY_PARAMETERS COZY_PAYLOAD COZY_TIME_LIMIT COZY_URL'
    ])
  })

  it('runs in a fresh folder named after kind and slug, which a service has to itself', async () => {
    const { messages } = await service('say(process.cwd()); say(require("fs").readdirSync(".").join(" "))')
    const [where = '', files] = messages
    expect(where.startsWith(join(tmpdir(), 'service-banks'))).toBe(true)
    expect(files).toBe('index.js')
    expect(existsSync(where)).toBe(false)
  })

  it('has the whole source beside it as a konnector, but for what the real stack leaves out', async () => {
    mkdirSync(join(folder, 'lib'))
    for (const name of [
      'lib/page.html',
      'lib/README.md',
      'README.md',
      'package.json',
      'LICENSE',
      'manifest.konnector'
    ]) {
      writeFileSync(join(folder, name), 'x')
    }
    const { messages } = await konnector(
      'say(process.cwd()); say(require("fs").readdirSync(".", { recursive: true }).sort().join(" "))'
    )
    expect(messages[0]?.startsWith(join(tmpdir(), 'konnector-demo'))).toBe(true)
    expect(messages[1]).toBe('index.js lib lib/README.md lib/page.html manifest.konnector')
  })

  it('reaches the stack by its name, which the system does not resolve', async () => {
    const { messages } = await service(
      'require("dns").lookup("cozy.localhost", (error, address) => say(error ? error.code : address))'
    )
    expect(['127.0.0.1', '::1']).toContain(messages[0])
  })

  it('finds an empty standard input', async () => {
    const { messages } = await service('say(String(require("fs").readFileSync(0).length))')
    expect(messages).toEqual(['0'])
  })

  it('gets a payload of up to 100 000 bytes in the variable, a larger one as a file', async () => {
    const code =
      'const p = process.env.COZY_PAYLOAD; say(p[0] === "@" ? p + require("fs").statSync(p.slice(1)).size : String(p.length))'
    const small = await service(code, { payload: `"${'x'.repeat(99_998)}"` })
    const large = await service(code, { payload: `"${'x'.repeat(99_999)}"` })
    expect([small.messages, large.messages]).toEqual([['100000'], ['@cozy_payload.json100001']])
  })

  it('is started by a launcher, which gets the run folder', async () => {
    const launcher = join(folder, 'launch.sh')
    writeFileSync(
      launcher,
      `#!/bin/sh\necho "{\\"type\\":\\"info\\",\\"message\\":\\"launched $1\\"}"\nexec ${process.execPath} "$1"\n`
    )
    chmodSync(launcher, 0o755)
    const { state, messages } = await service('say(process.cwd())', { command: launcher })
    expect(state).toBe('done')
    expect(messages[0]).toBe(`launched ${messages[1]}`)
  })
})

describe('a job that goes wrong', () => {
  it('by throwing ends with exit status 1, and says why on stderr', async () => {
    const { state, error, stderr } = await service('throw new Error("thrown by the service")')
    expect({ state, error }).toEqual({ state: 'errored', error: 'exit status 1' })
    expect(stderr).toContain('Error: thrown by the service')
  })

  it('by exiting with 3 ends with exit status 3', async () => {
    expect(await service('process.exit(3)')).toMatchObject({
      state: 'errored',
      error: 'exit status 3',
      exitCode: 3
    })
  })

  it('by a signal of its own ends in the words of the real stack', async () => {
    expect(await service('process.kill(process.pid, "SIGKILL")')).toMatchObject({
      state: 'errored',
      error: 'signal: killed',
      signal: 'SIGKILL',
      timedOut: false
    })
  })

  it('by hanging is killed at its time limit', async () => {
    expect(await service('setInterval(() => {}, 1000)', { timeLimit: 400 })).toMatchObject({
      state: 'errored',
      error: 'context deadline exceeded',
      timedOut: true
    })
  })

  it('by ignoring SIGTERM is killed all the same', async () => {
    const code = 'process.on("SIGTERM", () => {}); process.on("SIGINT", () => {}); for (;;) {}'
    expect(await service(code, { timeLimit: 400 })).toMatchObject({
      error: 'context deadline exceeded',
      signal: 'SIGKILL'
    })
  })

  it('by hanging takes its children and theirs with it', async () => {
    const child = 'setInterval(() => {}, 1000)'
    const parent = `const c = require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" }); console.log(JSON.stringify({ type: "info", message: String(c.pid) })); setInterval(() => {}, 1000)`
    const { error, messages } = await service(
      `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(parent)}], { stdio: "inherit" }); setInterval(() => {}, 1000)`,
      { timeLimit: 1500 }
    )
    expect(error).toBe('context deadline exceeded')
    expect(await isRunning(Number(messages[0]))).toBe(false)
  })

  it('by leaving a child behind ends with its own outcome, and the child dies', async () => {
    const { state, messages, timedOut } = await service(
      'const c = require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" }); say(String(c.pid)); c.unref()'
    )
    expect({ state, timedOut }).toEqual({ state: 'done', timedOut: false })
    expect(await isRunning(Number(messages[0]))).toBe(false)
  })

  it('by printing garbage is done, and its garbage is told', async () => {
    const { state, records } = await konnector('console.log("this is { not json"); say("after")')
    expect(state).toBe('done')
    expect(records.map(({ type, message }) => [type, message])).toEqual([
      ['debug', 'Could not parse stdout as JSON: "this is { not json"'],
      ['info', 'after']
    ])
  })

  it('by a line of 100 MB is done, without the lines after it', async () => {
    const { state, records } = await service(
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
    const { stderr } = await service('process.stderr.write("x".repeat(1 << 20) + "the end")')
    expect([stderr.length, stderr.slice(-7)]).toEqual([256 * 1024, 'the end'])
  })

  it('by an error line fails as a konnector, even at exit 0', async () => {
    const code = 'console.log(JSON.stringify({ type: "error", message: "VENDOR_DOWN" }))'
    expect(await konnector(code)).toMatchObject({ state: 'errored', error: 'VENDOR_DOWN', exitCode: 0 })
    expect(await service(code)).toMatchObject({ state: 'done' })
  })

  it('by a critical line that asks for no retry says so', async () => {
    const code =
      'console.log(JSON.stringify({ type: "critical", message: "LOGIN_FAILED", no_retry: true })); process.exit(1)'
    expect(await konnector(code)).toMatchObject({ state: 'errored', error: 'LOGIN_FAILED', noRetry: true })
  })

  it('shows none of its secrets', async () => {
    const { records, stderr } = await service(
      'say("token " + process.env.COZY_CREDENTIALS); console.log(process.env.COZY_CREDENTIALS); console.error("hunter22")',
      { secrets: ['hunter22'] }
    )
    expect(JSON.stringify([records, stderr])).not.toMatch(/a-token-of-some-length|hunter22/)
    expect(records[0]?.message).toBe('token ***')
  })
})

describe('a job that can not be started', () => {
  it('for want of its file says which', async () => {
    const file = join(folder, 'nothing.js')
    expect(await run({ ...base, kind: 'service', slug: 'banks', source: { file } })).toMatchObject({
      state: 'errored',
      noRetry: true,
      error: `Failed to prepare the job: ${file} is not there. Build it, or correct the path in the manifest.`
    })
  })

  it('for want of its launcher says which', async () => {
    const command = join(folder, 'nothing.sh')
    expect((await service('', { command })).error).toBe(
      `Failed to start the job: the launcher ${command} is not there, or its interpreter is not. Check the path, or leave the launcher out to use Node itself.`
    )
  })

  it('by a launcher that is not executable says what to do', async () => {
    const command = join(folder, 'launch.sh')
    writeFileSync(command, '#!/bin/sh\n', { mode: 0o644 })
    expect((await service('', { command })).error).toBe(
      `Failed to start the job: the launcher ${command} is not executable. Run \`chmod +x ${command}\`, or leave the launcher out to use Node itself.`
    )
  })

  it('for a document beyond what the system takes names the variable', async () => {
    expect((await service('', { doc: 'x'.repeat(200_000) })).error).toBe(
      'Failed to start the job: COZY_COUCH_DOC is larger than the system takes for one variable (128 KiB). Make the document or the message smaller.'
    )
  })
})

describe('a run that is broken off', () => {
  it('is killed at once', async () => {
    const stop = new AbortController()
    const file = join(folder, 'hang.js')
    writeFileSync(file, `${SAY}say("ready"); setInterval(() => {}, 1000)`)
    const outcome = await runJob({
      ...base,
      kind: 'service',
      slug: 'banks',
      source: { file },
      signal: stop.signal,
      onRecord: () => stop.abort()
    })
    expect(outcome).toMatchObject({ state: 'errored', error: 'context canceled', timedOut: false })
  })

  it('does not even begin when it was broken off before', async () => {
    expect(await service('say("ran")', { signal: AbortSignal.abort() })).toMatchObject({
      state: 'errored',
      error: 'context canceled'
    })
  })
})

describe('the folder for temporary files', () => {
  it('is as it was, whatever became of the jobs', async () => {
    const slug = `left${process.pid}`
    await service('process.exit(1)', { slug })
    await service('require("fs").mkdirSync("a/b", { recursive: true }); setInterval(() => {}, 9)', {
      slug,
      timeLimit: 300
    })
    await service('', { slug, command: join(folder, 'nothing.sh') })
    expect(readdirSync(tmpdir()).filter(name => name.startsWith(`service-${slug}`))).toEqual([])
  })
})
