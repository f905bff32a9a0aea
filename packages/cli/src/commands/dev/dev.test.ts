import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { installLoopbackNames } from '@cozy-jobs/env'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { main } from '../../main.js'
import { createTerminal } from '../../terminal/terminal.js'
import { attachDebugger } from '../../testing/attach-debugger.js'
import { consent } from '../../testing/consent.js'
import { runCli, type CliResult } from '../../testing/run-cli.js'
import { devConfig, PASSWORD, sampleKonnector } from '../../testing/sample-konnector.js'
import { startSampleProvider, type SampleProvider } from '../../testing/sample-provider.js'
import { OLD_NAMES } from '../old-names/command.js'

let stack: RunningStack
let provider: SampleProvider
let home: string

beforeAll(async () => {
  installLoopbackNames()
  home = mkdtempSync(join(tmpdir(), 'cozy-jobs-dev-'))
  provider = await startSampleProvider()
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
})
afterAll(async () => {
  await stack.close()
  await provider.close()
})

const FILE = 'konnector-dev-config.json'
const env = () => ({ XDG_CONFIG_HOME: home, COZY_URL: stack.url })
const documents = () => stack.instances.list()[0]!.documents
const admin = () => ` --admin-port ${new URL(stack.adminUrl).port}`
const built = (more: Record<string, string> = {}, permissions = {}) =>
  sampleKonnector({ [FILE]: devConfig(provider.url), ...more }, permissions)

interface Person {
  cwd: string
  /** Told of all that was written to the terminal so far. */
  sees?: (text: string, type: (line: string) => void) => void
  only?: string
}

/** Types a command, agrees at each link, and answers what is asked. */
const typed = async (line: string, { cwd, sees, only }: Person): Promise<CliResult & { links: string[] }> => {
  const texts = { out: '', err: '' }
  const links: string[] = []
  const input = new PassThrough()
  const stream = (name: 'out' | 'err') => ({
    columns: 80,
    write: (text: string | Uint8Array) => {
      texts[name] += String(text)
      for (const [, link = ''] of texts.err.matchAll(/^ {2}(http\S+)/gm)) {
        if (links.includes(link)) continue
        links.push(link)
        void consent(link, { adminUrl: stack.adminUrl })
      }
      sees?.(texts.err, text => input.write(`${text}\n`))
    }
  })
  const terminal = createTerminal(stream('out'), stream('err'), false)
  const context = { terminal, cwd, env: env(), signal: new AbortController().signal, input }
  const command = OLD_NAMES.find(({ name }) => name === only)
  const code = await main(line.split(' ').filter(Boolean), context, command)
  return { code, ...texts, links }
}

describe('dev, for a konnector', () => {
  it('asks the owner once, and again when the manifest asks for something else; runs it on the Cozy', async () => {
    const cwd = built()
    const first = await typed('dev', { cwd })
    expect({ code: first.code, links: first.links.length }).toEqual({ code: 0, links: 1 })
    expect(new URL(first.links[0]!).searchParams.get('scope')).toBe(
      'io.cozy.accounts io.cozy.bills io.cozy.files'
    )
    expect(first.err).toContain(`Running sample on ${stack.url} with the account dev-sample\n`)
    expect(first.err).toContain('signs in as camille with ***\n')
    expect(await documents().get('io.cozy.bills', 'B1')).toMatchObject({ amount: 12.5 })
    const kept = join(home, 'cozy-jobs/konnectors/sample')
    expect(readdirSync(kept).map(name => statSync(join(kept, name)).mode & 0o777)).toEqual([0o600])

    expect(await typed('dev', { cwd })).toMatchObject({ code: 0, links: [] })

    const other = built({}, { contacts: { type: 'io.cozy.contacts', verbs: ['GET'] } })
    const again = await typed('dev', { cwd: other })
    expect(again.err).toContain(
      'The manifest asks for other permissions than before: the owner is asked again.'
    )
    expect(again.links).toHaveLength(1)
    const { rows } = await documents().list('io.cozy.oauth.clients')
    expect(rows.filter(({ id }) => !id?.startsWith('_design'))).toHaveLength(1)
    const secrets = [
      PASSWORD,
      readFileSync(join(kept, readdirSync(kept)[0]!), 'utf8').match(/"access": "(.*)"/)![1]!
    ]
    for (const secret of secrets) expect(first.out + first.err + again.out + again.err).not.toContain(secret)
  })

  it.each(['the client', 'the client, and the token is old'])(
    'asks again where the owner has taken away %s',
    async what => {
      const cwd = built()
      const token = join(cwd, '.token.json')
      const line = `-t ${token} ${cwd}`
      expect((await typed(line, { cwd, only: 'cozy-konnector-dev' })).links).toHaveLength(1)
      const login = JSON.parse(readFileSync(token, 'utf8')) as { client: { id: string }; expires?: string }
      const { _id, _rev } = await documents().get('io.cozy.oauth.clients', login.client.id)
      await documents().remove('io.cozy.oauth.clients', _id, _rev)
      if (what.includes('old')) {
        writeFileSync(token, JSON.stringify({ ...login, expires: '2020-01-01T00:00:00.000Z' }))
      }
      const again = await typed(line, { cwd, only: 'cozy-konnector-dev' })
      expect(again.err).toContain('does not take the login any more: the owner is asked again.')
      expect({ code: again.code, links: again.links.length }).toEqual({ code: 0, links: 1 })
    }
  )

  it('asks for the code that the provider wants, and gives it to the konnector', async () => {
    provider.askFor('987654')
    let asked = false
    const sees = (text: string, type: (line: string) => void) => {
      if (asked || !text.includes('Type the code that came by SMS:')) return
      asked = true
      type('987654')
    }
    try {
      expect(await typed(`dev${admin()}`, { cwd: built(), sees })).toMatchObject({ code: 0 })
    } finally {
      provider.askFor(undefined)
    }
    expect(asked).toBe(true)
  })

  it('waits for a debugger where --inspect was typed, and goes on with it', async () => {
    const attached: Promise<{ type: string }>[] = []
    const sees = (text: string) => {
      const [, port] = /^Attach a debugger to 127\.0\.0\.1:(\d+) /m.exec(text) ?? []
      if (port && attached.length === 0) attached.push(attachDebugger(Number(port)))
    }
    const { code, err } = await typed(`dev --inspect${admin()}`, { cwd: built(), sees })
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining('signs in as camille') })
    expect(await Promise.all(attached)).toMatchObject([{ type: 'node' }])
  })

  it('makes an account, takes it again, and takes one that is named', async () => {
    const cwd = built()
    const old = { cwd, only: 'cozy-konnector-dev' }
    expect(await typed(`-a${admin()}`, old)).toMatchObject({ code: 0 })
    const id = readFileSync(join(cwd, '.account'), 'utf8').trim()
    expect(await documents().get('io.cozy.accounts', id)).toMatchObject({
      account_type: 'sample',
      auth: { login: 'camille' }
    })
    expect(await typed(`-a${admin()}`, old)).toMatchObject({ code: 0 })
    expect(readFileSync(join(cwd, '.account'), 'utf8').trim()).toBe(id)
    const named = await typed(`dev --no-browser --account ${id}${admin()}`, { cwd })
    expect(named.err).toContain(`with the account ${id}\n`)
    expect(named.code).toBe(0)
  })

  it('keeps the login in the file of --token, out of the way of git', async () => {
    const cwd = built()
    const old = { cwd, only: 'cozy-konnector-dev' }
    expect((await typed('-t .token.json -m manifest.konnector', old)).links).toHaveLength(1)
    expect(statSync(join(cwd, '.token.json')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(cwd, '.gitignore'), 'utf8').split('\n')).toContain('/.token.json')
    expect((await typed('-t .token.json build/index.js', old)).links).toEqual([])
  })

  it('puts files where --folder or the account says', async () => {
    const cwd = built()
    const { code } = await typed(`dev --folder /Administrative${admin()}`, { cwd })
    expect(code).toBe(0)
    const { docs } = await documents().find('io.cozy.files', { selector: { name: 'B1.txt' }, limit: 10 })
    const { docs: folders } = await documents().find('io.cozy.files', {
      selector: { path: '/Administrative' },
      limit: 1
    })
    expect(docs.map(doc => doc['dir_id'])).toContain(folders[0]!['_id'])
  })

  it('runs again at each change', async () => {
    const cwd = built()
    const source = join(cwd, 'src')
    const controller = new AbortController()
    const { mkdirSync } = await import('node:fs')
    mkdirSync(source)
    const say = (text: string) =>
      writeFileSync(join(source, 'index.js'), `console.log('{"type":"info","message":"${text}"}')\n`)
    say('one')
    let err = ''
    let changed = false
    const stream = {
      columns: 80,
      write: (text: string | Uint8Array) => {
        err += String(text)
        // Once: each further change would break off the run that it waits for.
        if (err.includes('info     one') && !changed) setImmediate(() => say('two'))
        changed ||= err.includes('info     one')
        if (err.includes('info     two')) controller.abort()
      }
    }
    const context = {
      terminal: createTerminal(stream, stream, false),
      cwd,
      env: env(),
      signal: controller.signal
    }
    expect(await main(`dev --watch${admin()}`.split(' '), context)).toBe(0)
    expect(err).toContain('info     two')
  }, 60_000)

  it.each([
    [
      'dev --folder /Nowhere',
      'has no folder /Nowhere. Make it with "cozy-jobs files mkdir /Nowhere", or give another with --folder.'
    ],
    [
      'dev --account nobody',
      'has no account nobody. Leave --account out to have one made of konnector-dev-config.json.'
    ]
  ])('refuses %s', async (line, message) => {
    const { code, err } = await runCli(`${line}${admin()}`, { cwd: built({ src: '' }), env: env() })
    expect({ code, told: err.includes(message) ? message : err }).toEqual({ code: 2, told: message })
  })

  it('says what to fill in at the first run, and which address is none', async () => {
    const cwd = sampleKonnector()
    expect((await runCli(`dev${admin()}`, { cwd, env: env() })).err).toContain(
      'Fill in login and password under "fields", and type the same again.'
    )
    const bad = sampleKonnector({
      [FILE]: '{ "COZY_URL": "ftp://x:y@z", "fields": { "login": "a", "password": "b" } }'
    })
    expect((await runCli(`dev${admin()}`, { cwd: bad, env: {} })).err).toContain(
      `COZY_URL of ${FILE} is "ftp://x:y@z", which is no address.`
    )
  })
})
