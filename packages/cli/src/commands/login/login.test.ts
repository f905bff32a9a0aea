import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { installLoopbackNames } from '@cozy-jobs/env'
import { startStack, type RunningStack } from '@cozy-jobs/stack'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../main.js'
import type { Login } from '../../oauth/login.js'
import { createTerminal } from '../../terminal/terminal.js'
import { consent } from '../../testing/consent.js'
import { runCli, type CliResult } from '../../testing/run-cli.js'

let stack: RunningStack
let home: string
const env = () => ({ XDG_CONFIG_HOME: home })

beforeAll(async () => {
  installLoopbackNames()
  stack = await startStack({ port: 0, adminPort: 0, data: 'memory', publicName: 'Ada Lovelace' })
})

afterAll(() => stack.close())
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cozy-jobs-login-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

/** Types "login" and does `then` with the link once it is written. */
const login = async (
  words: string[],
  then: (link: string) => unknown,
  signal = new AbortController().signal
): Promise<CliResult> => {
  const texts = { out: '', err: '' }
  let link: string | undefined
  const stream = (name: 'out' | 'err') => ({
    columns: 80,
    write: (text: string | Uint8Array) => {
      texts[name] += String(text)
      const [, found] = /^ {2}(http\S+)/m.exec(texts.err) ?? []
      if (found !== undefined && link === undefined) {
        link = found
        void then(found)
      }
    }
  })
  const terminal = createTerminal(stream('out'), stream('err'), false)
  const code = await main(['login', ...words, stack.domain], { terminal, cwd: '/', env: env(), signal })
  return { code, ...texts }
}

const agree = (link: string) => consent(link, { adminUrl: stack.adminUrl })
const clients = async () => {
  const { documents } = stack.instances.list()[0]!
  if (!(await documents.hasDoctype('io.cozy.oauth.clients'))) return []
  const { rows } = await documents.list('io.cozy.oauth.clients')
  return rows.map(({ id }) => id).filter(id => !id?.startsWith('_design/'))
}
const file = () => join(home, 'cozy-jobs/logins', `http-${stack.domain.replace(':', '_')}.json`)
const kept = () => JSON.parse(readFileSync(file(), 'utf8')) as Login
const cli = (line: string) => runCli(`${line} --domain ${stack.domain} --admin-port 1`, { env: env() })

describe('login', () => {
  it('asks with PKCE and a state, is used by other commands, shown and ended', async () => {
    let link = ''
    const done = await login(['--scope', 'io.cozy.todos io.cozy.settings:GET', '--name', 'Tester'], each => {
      link = each
      return agree(each)
    })
    expect(done.code).toBe(0)
    expect(done.out).toContain(`Logged in at http://${stack.domain}/ as Tester`)
    const asked = new URL(link).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'io.cozy.todos io.cozy.settings:GET'
    })
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(asked.get('state')?.length).toBeGreaterThan(20)
    const { client, tokens } = kept()
    for (const secret of [client.secret, client.registrationToken, tokens.access, tokens.refresh]) {
      expect(secret.length).toBeGreaterThan(10)
      expect(done.out + done.err).not.toContain(secret)
    }

    expect((await cli('data get io.cozy.todos nothing')).err).toContain('has no document nothing')
    const put = join(home, 'todo.json')
    writeFileSync(put, '{"_id":"t1","label":"Milk"}')
    expect((await cli(`data put io.cozy.todos ${put}`)).code).toBe(0)
    const lacking = await cli('data find io.cozy.contacts')
    expect(lacking.err).toContain('answered 403')
    expect(lacking.err).toContain('"cozy-jobs whoami" says what it has')

    const who = await runCli('whoami', { env: env() })
    expect(who.code).toBe(0)
    expect(who.out).toContain('Ada Lovelace')
    expect(who.out).toContain('Tester')
    expect(who.out).toContain('Read, add to, change and delete your to-do list')
    expect(who.out).toMatch(/until \d{4}-\d\d-\d\d \d\d:\d\d UTC/)
    const [json] = JSON.parse((await runCli('whoami --json', { env: env() })).out) as Record<
      string,
      unknown
    >[]
    expect(json).toMatchObject({ public_name: 'Ada Lovelace', scope: 'io.cozy.todos io.cozy.settings:GET' })
    expect(JSON.stringify(json)).not.toContain(tokens.access)

    expect(await clients()).toEqual([client.id])
    expect((await runCli('logout', { env: env() })).out).toBe(`Logged out of http://${stack.domain}/\n`)
    expect(await clients()).toEqual([])
    expect(existsSync(file())).toBe(false)
    expect((await runCli('whoami', { env: env() })).code).toBe(1)
    expect(await runCli('whoami --json', { env: env() })).toMatchObject({ code: 1, out: '[]\n' })
  })

  it('takes the place of an earlier one, and leaves one client', async () => {
    await login([], agree)
    const first = kept().client.id
    expect((await login(['--json'], agree)).code).toBe(0)
    expect(await clients()).toEqual([kept().client.id])
    expect(kept().client.id).not.toBe(first)
    await runCli('logout --all', { env: env() })
  })

  it('renews a token that has ended, by the date that it has or by what the stack says', async () => {
    await login(['--scope', 'io.cozy.todos'], agree)
    const { tokens, ...rest } = kept()
    writeFileSync(file(), JSON.stringify({ ...rest, tokens, expires: '2020-01-01T00:00:00.000Z' }))
    expect((await cli('data find io.cozy.todos')).code).toBe(0)
    expect(Date.parse(kept().expires ?? '')).toBeGreaterThan(Date.now())
    const admin = ['--admin-port', new URL(stack.adminUrl).port]
    await runCli(['clock', 'advance', '10d', ...admin])
    try {
      const before = kept().tokens.access
      expect((await cli('data find io.cozy.todos')).code).toBe(0)
      expect(kept().tokens.access).not.toBe(before)
    } finally {
      await runCli(['clock', 'resume', ...admin])
    }
    expect((await runCli('logout', { env: env() })).code).toBe(0)
  })

  it('tells when the owner has taken the client away', async () => {
    await login(['--scope', 'io.cozy.todos'], agree)
    const { client, ...rest } = kept()
    await stack.instances.list()[0]!.documents.dropDoctype('io.cozy.oauth.clients')
    writeFileSync(file(), JSON.stringify({ ...rest, client, expires: '2020-01-01T00:00:00.000Z' }))
    const { code, err } = await cli('data find io.cozy.todos')
    expect(code).toBe(1)
    expect(err).toMatch(/^Failed to renew the login at .*Type "cozy-jobs login /)
    expect(err).not.toContain(client.secret)
    expect((await runCli('whoami', { env: env() })).code).toBe(1)
    expect(await runCli('logout', { env: env() })).toMatchObject({
      code: 0,
      out: `Logged out of http://${stack.domain}/\n`
    })
  })

  it('leaves nothing behind where the owner refuses', async () => {
    const refused = await login([], async link => {
      const redirect = new URL(new URL(link).searchParams.get('redirect_uri') ?? '')
      redirect.searchParams.set('error', 'access_denied')
      await fetch(redirect)
    })
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('the consent was refused')
    expect(await clients()).toEqual([])
    expect(existsSync(file())).toBe(false)
  })

  it('does not take a code that the stack has not given', async () => {
    const forged = await login([], link =>
      consent(link, { adminUrl: stack.adminUrl }, redirect => {
        redirect.searchParams.set('code', 'forged')
        return redirect
      })
    )
    expect(forged.code).toBe(1)
    expect(forged.err).toContain('it gave no token')
    expect(await clients()).toEqual([])
  })

  it('ends at a Ctrl-C, and after its time', async () => {
    const controller = new AbortController()
    const ended = await login([], () => controller.abort(), controller.signal)
    expect(ended.code).toBe(1)
    expect(ended.err).toContain('Given up: nothing of the login is left.')
    const late = await login(['--timeout', '100ms'], () => undefined)
    expect(late.code).toBe(1)
    expect(late.err).toContain('nobody answered within 100ms')
    expect(await clients()).toEqual([])
  })

  it.each([
    ['login http://u:p@x.localhost', 2, 'is no address'],
    ['login cozy.localhost:8080 --timeout soon', 2, '--timeout "soon" is no duration'],
    ['login 127.0.0.1:2', 1, 'nothing listens there'],
    ['logout', 1, 'there is no login'],
    ['whoami somewhere.example', 1, 'Type "cozy-jobs login somewhere.example"'],
    ['logout x.example --all', 2, 'exclude each other'],
    [
      'data find io.cozy.todos --domain camille.example --admin-port 1',
      1,
      'Type "cozy-jobs login https://camille.example/"'
    ]
  ])('%s: exit code %i', async (line, code, message) => {
    const result = await runCli(line, { env: env() })
    expect(result.code).toBe(code)
    expect(result.err).toContain(message)
  })
})
