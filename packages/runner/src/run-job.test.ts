import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cmdLauncher } from './profiles/cmd.js'
import { makeTestPrograms, type TestPrograms } from './testing/test-programs.js'

let programs: TestPrograms

beforeEach(() => {
  programs = makeTestPrograms()
})

afterEach(() => programs.remove())

describe('a job that ends well', () => {
  it('is done, with its records in order', async () => {
    const { state, error, exitCode, messages } = await programs.service('say("one"); say("two")')
    expect({ state, error, exitCode, messages }).toEqual({
      state: 'done',
      error: undefined,
      exitCode: 0,
      messages: ['one', 'two']
    })
  })

  it('sees the variables of a service and no other', async () => {
    process.env.RUNNER_TEST_LEAK = 'leaked'
    const { messages } = await programs.service('say(Object.keys(process.env).sort().join(" "))', {
      triggerId: 't'
    })
    delete process.env.RUNNER_TEST_LEAK
    expect(messages).toEqual([
      'COZY_COUCH_DOC COZY_CREDENTIALS COZY_FIELDS COZY_JOB_ID COZY_LANGUAGE COZY_LOCALE COZY_PAYLOAD COZY_TIME_LIMIT COZY_TRIGGER_ID COZY_URL'
    ])
  })

  it('sees the variables of a konnector and no other', async () => {
    const { messages } = await programs.konnector('say(Object.keys(process.env).sort().join(" "))')
    expect(messages).toEqual([
      'COZY_CREDENTIALS COZY_FIELDS COZY_JOB_ID COZY_JOB_MANUAL_EXECUTION COZY_LANGUAGE COZY_LOCALE COZY_PARAMETERS COZY_PAYLOAD COZY_TIME_LIMIT COZY_URL'
    ])
  })

  it('runs in a fresh programs.folder named after kind and slug, which a service has to itself', async () => {
    const { messages } = await programs.service(
      'say(process.cwd()); say(require("fs").readdirSync(".").join(" "))'
    )
    const [where = '', files] = messages
    expect(where.startsWith(join(tmpdir(), 'service-banks'))).toBe(true)
    expect(files).toBe('index.js')
    expect(existsSync(where)).toBe(false)
  })

  it('has the whole source beside it as a konnector, but for what the real stack leaves out', async () => {
    mkdirSync(join(programs.folder, 'lib'))
    for (const name of [
      'lib/page.html',
      'lib/README.md',
      'README.md',
      'package.json',
      'LICENSE',
      'manifest.konnector'
    ]) {
      writeFileSync(join(programs.folder, name), 'x')
    }
    const { messages } = await programs.konnector(
      'say(process.cwd()); say(require("fs").readdirSync(".", { recursive: true }).sort().join(" "))'
    )
    expect(messages[0]?.startsWith(join(tmpdir(), 'konnector-demo'))).toBe(true)
    expect(messages[1]).toBe('index.js lib lib/README.md lib/page.html manifest.konnector')
  })

  it('reaches the stack by its name, which the system does not resolve', async () => {
    const { messages } = await programs.service(
      'require("dns").lookup("cozy.localhost", (error, address) => say(error ? error.code : address))'
    )
    expect(['127.0.0.1', '::1']).toContain(messages[0])
  })

  it('finds an empty standard input', async () => {
    const { messages } = await programs.service('say(String(require("fs").readFileSync(0).length))')
    expect(messages).toEqual(['0'])
  })

  it('gets a payload of up to 100 000 bytes in the variable, a larger one as a file', async () => {
    const code =
      'const p = process.env.COZY_PAYLOAD; say(p[0] === "@" ? p + require("fs").statSync(p.slice(1)).size : String(p.length))'
    const small = await programs.service(code, { payload: `"${'x'.repeat(99_998)}"` })
    const large = await programs.service(code, { payload: `"${'x'.repeat(99_999)}"` })
    expect([small.messages, large.messages]).toEqual([['100000'], ['@cozy_payload.json100001']])
  })

  it('is started by a launcher, which gets the run folder', async () => {
    const launcher = join(programs.folder, 'launch.sh')
    writeFileSync(
      launcher,
      `#!/bin/sh\necho "{\\"type\\":\\"info\\",\\"message\\":\\"launched $1\\"}"\nexec ${process.execPath} "$1"\n`
    )
    chmodSync(launcher, 0o755)
    const { state, messages } = await programs.service('say(process.cwd())', {
      launcher: cmdLauncher(launcher)
    })
    expect(state).toBe('done')
    expect(messages[0]).toBe(`launched ${messages[1]}`)
  })
})
