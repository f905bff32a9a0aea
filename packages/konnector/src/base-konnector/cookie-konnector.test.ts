import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createLogger } from '@cozy-jobs/logging'
import { startProvider, type Provider } from '../testing/provider-server.js'
import { startTestContext, type TestContext } from '../testing/test-context.js'
import { CookieKonnector } from './cookie-konnector.js'

let test: TestContext
let site: Provider

const FORM = '<form id="in" method="post" action="/in"><input name="login"></form>'
const COOKIE = { status: 200, headers: { 'Set-Cookie': 'sid=one; Path=/' }, body: '<p class="out">' }

beforeAll(async () => {
  test = await startTestContext()
  site = await startProvider({
    'GET /in': FORM,
    'POST /in': COOKIE,
    'GET /bill.txt': { headers: { 'Content-Type': 'text/plain' }, body: 'a bill' },
    'GET /json': { headers: { 'Content-Type': 'application/json' }, body: '{"ok":true}' }
  })
}, 60_000)
afterAll(async () => {
  await site?.close()
  await test?.close()
})

const keep = (attributes: object) =>
  test.ctx.stack.documents.change('io.cozy.accounts', 'account-1', doc => ({ ...doc, ...attributes }))
beforeEach(async () => {
  site.seen.length = 0
  await keep({ data: {}, state: null })
})

const log = createLogger({ write: () => {} })
const cookies = () => site.seen.map(({ path, headers }) => `${path} ${headers.cookie ?? '-'}`)

abstract class Sample extends CookieKonnector {
  testSession() {
    return Promise.resolve(true)
  }
}
const run = async (act: (konnector: Sample) => unknown): Promise<unknown> => {
  class Acting extends Sample {
    override fetch(): unknown {
      return act(this)
    }
  }
  return new Acting().run({ env: test.env, log, manifest: test.ctx.manifest })
}

const signIn = (konnector: Sample) =>
  konnector.signin({ url: `${site.url}/in`, formSelector: '#in', formData: { login: 'camille' } })

describe('the cookies of a run', () => {
  it('are sent by http, by request and for files, and by the next run', async () => {
    const outcome = await run(async konnector => {
      await signIn(konnector)
      expect(await konnector.request(`${site.url}/json`)).toEqual({ ok: true })
      expect(await konnector.http.get(`${site.url}/json`).json()).toEqual({ ok: true })
      await konnector.saveFiles([{ fileurl: `${site.url}/bill.txt` }], konnector.fields)
    })
    expect(outcome).toEqual({ state: 'done' })
    await run(konnector => konnector.request(`${site.url}/json`))
    expect(cookies()).toEqual([
      '/in -',
      '/in -',
      '/json sid=one',
      '/json sid=one',
      '/bill.txt sid=one',
      '/json sid=one'
    ])
    const { data } = await test.ctx.stack.documents.get<{ data: { auth: { session: string } } }>(
      'io.cozy.accounts',
      'account-1'
    )
    expect(JSON.parse(data.auth.session)).toMatchObject({ cookies: [{ key: 'sid', value: 'one' }] })
  })

  it('of request are those of http', async () => {
    await run(async konnector => {
      await konnector.request.post(`${site.url}/in`, { json: false })
      await konnector.http.get(`${site.url}/json`).json()
    })
    expect(cookies()).toEqual(['/in -', '/json sid=one'])
  })

  it('are forgotten where the owner asks for it, and where the konnector does', async () => {
    await run(signIn)
    await keep({ state: 'RESET_SESSION' })
    await run(konnector => konnector.request(`${site.url}/json`))
    await run(signIn)
    await run(async konnector => {
      await konnector.resetSession()
      await konnector.request(`${site.url}/json`)
    })
    expect(cookies().filter(line => line.startsWith('/json'))).toEqual(['/json -', '/json -'])
    expect(await test.cozy.documents.get('io.cozy.accounts', 'account-1')).toMatchObject({
      state: 'LOGIN_SUCCESS'
    })
  })

  it('that cannot be read are none', async () => {
    await keep({ data: { auth: { session: '{"cookies":' } } })
    expect(await run(konnector => konnector.request(`${site.url}/json`))).toEqual({ state: 'done' })
    expect(cookies()).toEqual(['/json -'])
  })
})

it('is refused without testSession', () => {
  class Sample extends (CookieKonnector as unknown as new () => object) {}
  expect(() => new Sample()).toThrow('Could not find a testSession method')
})
