import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type Answer } from '../testing/test-stack.js'
import { CLIENT_SECRET } from './testing/account-types.js'
import { ACCESS, led, REFRESH, word, startDance } from './testing/dance.js'

const dance = await startDance()
const { test, instance, asked, stateFor, stored } = dance

beforeEach(() => dance.reset())
afterAll(() => dance.close())

describe('new tokens', () => {
  const account = async (type = 'bank'): Promise<string> => {
    const url = led(await test.ask('GET', `/accounts/${type}/redirect?code=c&state=${await stateFor(type)}`))
    asked.length = 0
    return url.searchParams.get('account')!
  }
  const refresh = async (id: string, token?: string): Promise<Answer> =>
    test.ask('POST', `/accounts/bank/${id}/refresh`, {
      token: token ?? (await test.token('konnector', 'bank'))
    })

  it('are asked for by the konnector, and stored', async () => {
    const id = await account()
    const renewed = word('access', 'token', '2')
    dance.answers.next = { status: 200, body: { access_token: renewed, expires_in: 60 } }
    const answer = await refresh(id)
    expect(answer.status).toBe(200)
    expect(answer.json.data).toMatchObject({
      type: 'io.cozy.accounts',
      id,
      attributes: { account_type: 'bank', oauth: { access_token: renewed, refresh_token: REFRESH } },
      links: { self: `/data/io.cozy.accounts/${id}` }
    })
    expect(Object.fromEntries(asked[0]!.body)).toEqual({
      grant_type: 'refresh_token',
      refresh_token: REFRESH,
      client_id: 'me',
      client_secret: CLIENT_SECRET
    })
    expect(JSON.stringify(await stored(id))).not.toContain(renewed)
  })

  it('asked for twice at once are asked for in turn, each with the last refresh token', async () => {
    const id = await account()
    let count = 0
    dance.answers.next = {
      status: 200,
      get body() {
        return { access_token: `a${++count}`, refresh_token: `r${count}` }
      }
    }
    const answers = await Promise.all([refresh(id), refresh(id)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(asked.map(({ body }) => body.get('refresh_token'))).toEqual([REFRESH, 'r1'])
  })

  it('that the provider refuses need a new login there', async () => {
    const id = await account()
    dance.answers.next = { status: 400, body: { error: 'invalid_grant' } }
    const answer = await refresh(id)
    expect([answer.status, answer.json.errors[0]]).toMatchObject([
      401,
      { status: '401', title: 'Unauthorized', code: 'oauth_refresh_invalid_token' }
    ])
    dance.answers.next = { status: 503, body: '' }
    expect((await refresh(id)).status).toBe(502)
  })

  it('are for those who may read the account, and for accounts that have some', async () => {
    const id = await account()
    expect((await refresh(id, await test.cli('io.cozy.files'))).status).toBe(403)
    expect((await test.ask('POST', `/accounts/bank/${id}/refresh`)).status).toBe(401)
    expect((await refresh('nothing')).status).toBe(404)
    const { _id } = await instance.documents.put('io.cozy.accounts', {
      account_type: 'bank',
      auth: { login: 'me' }
    })
    const answer = await refresh(_id)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([400, 'this account can not be refreshed'])
    expect(asked).toEqual([])
  })

  it('the konnector asks for itself where there is no refresh token', async () => {
    dance.answers.next = { status: 200, body: { access_token: ACCESS } }
    const id = await account()
    const answer = await refresh(id)
    expect(answer.json.data.attributes.oauth).toMatchObject({ client_id: 'me', client_secret: CLIENT_SECRET })
    expect(asked).toEqual([])
    expect(JSON.stringify(await stored(id))).not.toContain(CLIENT_SECRET)
  })
})
