import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { send } from '../testing/test-stack.js'
import { CLIENT_SECRET } from './testing/account-types.js'
import { ACCESS, led, REFRESH, startDance } from './testing/dance.js'

const dance = await startDance()
const { test, asked, lines, asOwner, stateFor, stored } = dance

beforeEach(() => dance.reset())
afterAll(() => dance.close())

describe('the way back', () => {
  it('makes an account whose tokens lie sealed, and leads to the app', async () => {
    const state = await stateFor('bank', '?state=mine&slug=drive&nonce=once')
    const url = led(await test.ask('GET', `/accounts/bank/redirect?code=c1&state=${state}`))
    expect(url.origin).toBe(`http://drive.${test.stack.domain}`)
    const id = url.searchParams.get('account')!
    expect(Object.fromEntries(url.searchParams)).toEqual({ account: id, state: 'mine' })
    expect(asked[0]).toMatchObject({ method: 'POST', url: '/token' })
    expect(Object.fromEntries(asked[0]!.body)).toEqual({
      grant_type: 'authorization_code',
      code: 'c1',
      redirect_uri: `http://${test.stack.domain}/accounts/bank/redirect`,
      state,
      nonce: 'once',
      client_id: 'me',
      client_secret: CLIENT_SECRET
    })
    const account = await stored(id)
    expect(account).toMatchObject({
      account_type: 'bank',
      name: '',
      oauth: { token_type: 'bearer', expires_at: expect.any(String) as unknown },
      oauth_callback_results: { scope: 'read', uid: 7 }
    })
    for (const secret of [ACCESS, REFRESH]) expect(JSON.stringify(account)).not.toContain(secret)
    const read = await test.ask('GET', `/data/io.cozy.accounts/${id}`, {
      token: await test.token('konnector', 'bank')
    })
    expect(read.json.oauth).toMatchObject({ access_token: ACCESS, refresh_token: REFRESH })
    for (const secret of [ACCESS, REFRESH, CLIENT_SECRET]) expect(lines.join('\n')).not.toContain(secret)
  })

  it('keeps them sealed when the konnector writes its account', async () => {
    const state = await stateFor('code')
    const url = led(await test.ask('GET', `/accounts/code/redirect?code=c&state=${state}`))
    const id = url.searchParams.get('account')!
    const token = await test.token('konnector', 'bank')
    const { json } = await test.ask('GET', `/data/io.cozy.accounts/${id}`, { token })
    await test.ask('PUT', `/data/io.cozy.accounts/${id}`, { token, body: { ...json, data: { mine: 1 } } })
    const account = await stored(id)
    expect(account.data).toEqual({ mine: 1 })
    expect(JSON.stringify(account)).not.toContain(ACCESS)
    const again = await test.ask('GET', `/data/io.cozy.accounts/${id}`, { token })
    expect(again.json.oauth).toEqual(json.oauth)
  })

  it.each([
    [
      'basic',
      {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`me:${CLIENT_SECRET}`).toString('base64')}` }
      }
    ],
    ['get', { method: 'GET', url: expect.stringMatching(/^\/token\?b=2&.*client_secret=/) }]
  ])('says who the stack is in the mode %s', async (type, said) => {
    const state = await stateFor(type)
    led(await test.ask('GET', `/accounts/${type}/redirect?code=c&state=${state}`))
    expect(asked[0]).toMatchObject(said)
    expect(asked[0]!.body.get('client_secret')).toBeNull()
    if (type === 'get') expect(asked[0]!.url).not.toContain('state=')
  })

  it('takes a state once, of its own type and instance, for a quarter of an hour', async () => {
    const bad = async (path: string, host = test.stack.domain) => {
      const answer = await test.ask('GET', path, { headers: { host } })
      expect([answer.status, answer.json.errors[0].detail]).toEqual([400, 'bad state'])
    }
    const state = await stateFor('code')
    await bad('/accounts/code/redirect?code=c')
    await bad(`/accounts/basic/redirect?code=c&state=${state}`)
    const other = await test.stack.instances.create({
      domain: `other.localhost:${new URL(test.stack.url).port}`
    })
    await bad(`/accounts/code/redirect?code=c&state=${state}`, other.domain)
    led(await test.ask('GET', `/accounts/code/redirect?code=c&state=${state}`))
    await bad(`/accounts/code/redirect?code=c&state=${state}`)
    const late = await stateFor('code')
    await test.stack.clock.moveTo(new Date(test.stack.clock.now().getTime() + 16 * 60_000), {
      settle: () => Promise.resolve(),
      limit: 10
    })
    await bad(`/accounts/code/redirect?code=c&state=${late}`)
    await test.stack.clock.resume()
  })

  it('may be by localhost, the one address that providers take: the state says whose it is', async () => {
    const state = await stateFor('code', '?slug=drive')
    const { port } = new URL(test.stack.url)
    const answer = await send('GET', `http://localhost:${port}/accounts/code/redirect?code=c&state=${state}`)
    expect(led(answer).host).toBe(`drive.${test.stack.domain}`)
  })

  it('leads home where the slug is none', async () => {
    const state = await stateFor('code', `?slug=${encodeURIComponent('evil.example.org/')}`)
    const url = led(await test.ask('GET', `/accounts/code/redirect?code=c&state=${state}`))
    expect(url.host).toBe(`home.${test.stack.domain}`)
  })

  it('says that the owner has refused', async () => {
    const state = await stateFor('code', '?state=mine')
    const url = led(await test.ask('GET', `/accounts/code/redirect?error=access_denied&state=${state}`))
    expect(Object.fromEntries(url.searchParams)).toEqual({ error: 'access_denied', state: 'mine' })
    expect(asked).toEqual([])
  })

  it('takes a token that comes in the address, and warns', async () => {
    const url = led(await test.ask('GET', `/accounts/implicit/redirect?access_token=${ACCESS}`))
    const account = await stored(url.searchParams.get('account')!)
    expect(account.account_type).toBe('implicit')
    expect(JSON.stringify(account)).not.toContain(ACCESS)
    expect(lines.join('\n')).toContain('made from a token in an address')
    expect(lines.join('\n')).not.toContain(ACCESS)
    const { port } = new URL(test.stack.url)
    const elsewhere = await send('GET', `http://localhost:${port}/accounts/implicit/redirect?access_token=x`)
    expect(elsewhere.json.errors[0].detail).toBe('using ?access_token with instance-less redirect')
  })

  it('keeps one account for each connection of a bank', async () => {
    const first = led(
      await test.ask('GET', `/accounts/view/redirect?state=${await stateFor('view')}&connection_id=9`)
    )
    const account = await stored(first.searchParams.get('account')!)
    expect(account.oauth).toMatchObject({ query: { connection_id: ['9'] }, client_id: 'me' })
    expect(JSON.stringify(account)).not.toContain(CLIENT_SECRET)
    const again = led(
      await test.ask('GET', `/accounts/view/redirect?state=${await stateFor('view')}&connection_id=9`)
    )
    expect(again.searchParams.get('account')).toBe(account._id)
    const id = account._id
    const manage = led(await asOwner(`/accounts/view/${id}/manage?code=c&connection_id=9`))
    expect(manage.href).toMatch(/\/manage\?client_id=me&code=c&connection_id=9&redirect_uri=/)
    const reconnect = led(await asOwner(`/accounts/view/${id}/reconnect?code=c&connection_id=9`))
    const back = led(
      await test.ask(
        'GET',
        `/accounts/view/redirect?state=${reconnect.searchParams.get('state')}&connection_id=9`
      )
    )
    expect(Object.fromEntries(back.searchParams)).toEqual({ connection_id: '9' })
    expect((await test.ask('GET', `/accounts/view/${id}/manage`)).status).toBe(403)
  })

  it.each([
    [500, { error: 'server_error' }, 'oauth service responded with status 500'],
    [302, '', 'oauth service responded with status 302'],
    [200, 'no JSON', 'the oauth service does not answer'],
    [200, { error: 'invalid_scope', error_description: ACCESS }, 'OauthError(invalid_scope)'],
    [200, { error: ACCESS }, 'OauthError(unknown)'],
    [200, { token_type: 'bearer' }, 'server responded without access token']
  ])('is 502 where the provider answers %i %j', async (status, body, detail) => {
    dance.answers.next = { status, body }
    const state = await stateFor('code')
    const answer = await test.ask('GET', `/accounts/code/redirect?code=c&state=${state}`)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([502, detail])
    expect(asked.length).toBe(1)
  })
})
