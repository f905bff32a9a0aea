import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runCli } from '../../testing/run-cli.js'
import { devConfig, PASSWORD, sampleKonnector } from '../../testing/sample-konnector.js'
import { startSampleProvider, type SampleProvider } from '../../testing/sample-provider.js'

let provider: SampleProvider
beforeAll(async () => {
  provider = await startSampleProvider()
})
afterAll(() => provider.close())

const FILE = 'konnector-dev-config.json'
const standalone = (cwd: string, more = '') => runCli(`standalone --no-build${more}`, { cwd })

/** All bytes below a folder, but the person's own configuration. */
const written = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== FILE)
    .map(entry => entry.name + readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

describe('standalone, for a konnector', () => {
  it('shows what is written as it happens, then in a table; the password is nowhere', async () => {
    const cwd = sampleKonnector({ [FILE]: devConfig(provider.url) })
    const { code, out, err } = await standalone(cwd)
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Running sample on an empty Cozy\ninfo     signs in as camille with ***\n'
    })
    expect(out).toMatchInlineSnapshot(`
     "io.cozy.accounts
       + sample e1170844dfcda69a9ced31b4e87e1859
           + account_type   "sample"
           + name           "sample"
           + auth.login     "camille"
           + auth.password  "(masked)"
     io.cozy.files
       + /B1.txt 0 B, application/json
     io.cozy.bills
       + sample B1
           + amount  12.5
           + note    "***"
           + vendor  "sample"

     doctype        created  updated  deleted
     io.cozy.bills  1        0        0
     io.cozy.files  1        0        0
     1 file is in data

     Done: sample
     "
    `)
    const file = join(cwd, 'data/B1.txt')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(cwd, FILE)).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(cwd, '.gitignore'), 'utf8').split('\n')).toEqual(
      expect.arrayContaining([FILE, '/data/', '/fixtures/*.har'])
    )
    const { out: json } = await standalone(cwd, ' --json --out .')
    expect(JSON.parse(json)).toMatchObject({
      name: 'sample',
      outcome: { state: 'done' },
      changes: expect.arrayContaining([
        expect.objectContaining({ doctype: 'io.cozy.bills', verb: 'created' })
      ]),
      written: [{ path: join(cwd, 'B1.txt') }]
    })
    expect(out + err + json + written(cwd)).not.toContain(PASSWORD)
  })

  it('records the provider and replays it with no provider', async () => {
    const own = await startSampleProvider()
    const cwd = sampleKonnector({ [FILE]: devConfig(own.url) })
    const recorded = await standalone(cwd, ' --record')
    await own.close()
    expect(recorded.err).toContain('Recorded 1 request in fixtures/provider.har, secrets masked.')
    expect(statSync(join(cwd, 'fixtures/provider.har')).mode & 0o777).toBe(0o600)
    const replayed = await standalone(cwd, ' --replay')
    expect(replayed.code).toBe(0)
    expect(replayed.err).toContain('fixtures/provider.har answered 1 request.')
    expect(replayed.err).not.toContain('Try it')
    const down = await standalone(cwd)
    expect(down.code).toBe(1)
    expect(down.err).toMatch(/\nFailed to run sample: .*\nTry it on its recording: --replay\n$/)
    expect(recorded.out + recorded.err + replayed.out + down.err + written(cwd)).not.toContain(PASSWORD)
    expect(written(cwd)).not.toContain('a-cookie-of-a-session-1')
  })

  it('keeps what the provider answered last where the run failed, masked', async () => {
    const wrong = 'a-wrong-password-1'
    const cwd = sampleKonnector({ [FILE]: devConfig(provider.url, {}, wrong) })
    const { code, out, err } = await standalone(cwd)
    expect(code).toBe(1)
    expect(err).toContain('What the provider answered last is kept in evidence/LOGIN_FAILED (')
    expect(err).toContain('Failed to run sample: LOGIN_FAILED.\n')
    expect(readFileSync(join(cwd, 'evidence/LOGIN_FAILED/page.html'), 'utf8')).toContain('<h1>Wrong</h1>')
    expect(out + err + written(cwd)).not.toContain(wrong)
  })

  it.each([
    [
      'no configuration',
      {},
      '',
      `Failed to run standalone: there was no ${FILE}, and now there is one. Fill in login and password under "fields", and type the same again. git ignores the file.\n`
    ],
    [
      'an account without fields',
      { [FILE]: '{ "fields": { "login": "camille" } }' },
      '',
      `Failed to run standalone: ${FILE} has no password. Fill in what is missing under "fields", and type the same again.\n`
    ],
    [
      'a configuration with a mistake',
      { [FILE]: '{\n  "fields": {\n}' },
      '',
      `${FILE}:3:2: close brace expected. Mend it; comments are allowed.\n`
    ],
    [
      'an account of the fixture without fields',
      { 'fixture.json': '{ "io.cozy.accounts": [{ "_id": "a", "account_type": "sample", "auth": {} }] }' },
      '',
      'Failed to run standalone: the account a of the fixture has no login and password. Fill in what is missing under its "auth".\n'
    ],
    [
      'a fixture that is no JSON',
      { 'fixture.json': '{ "io.cozy.bills": [ }' },
      '',
      'fixture.json: one thing must be mended.\n  fixture.json:1:22 Not JSON: value expected.\n'
    ],
    [
      'both ways at once',
      {},
      ' --record --replay',
      'Failed to run standalone: --record and --replay exclude each other. Give one of them.\n'
    ],
    [
      'a recording that is not there',
      {},
      ' --replay',
      'fixtures/provider.har: there is no such file. Record it with --record, or export it as HAR from the developer tools of a browser.\n'
    ]
  ])('refuses %s', async (_, files, more, message) => {
    const { code, out, err } = await standalone(sampleKonnector(files), more)
    expect({ failed: code > 0, out }).toEqual({ failed: true, out: '' })
    expect(err.endsWith(message) ? message : err).toBe(message)
  })
})
