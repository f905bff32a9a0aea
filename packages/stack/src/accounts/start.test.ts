import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { CLIENT_SECRET } from './testing/account-types.js'
import { startDance } from './testing/dance.js'

const dance = await startDance()
const { test, at, asOwner, start } = dance

beforeEach(() => dance.reset())
afterAll(() => dance.close())

describe('the way to a provider', () => {
  it('is for the owner alone, who gets a session that lasts', async () => {
    expect((await test.ask('GET', '/accounts/code/start')).status).toBe(403)
    expect((await test.ask('GET', '/accounts/code/start?session_code=wrong')).status).toBe(403)
    const answer = await asOwner('/accounts/code/start')
    const cookie = String(answer.headers['set-cookie']).split(';')[0]!
    expect((await test.ask('GET', '/accounts/code/start', { headers: { cookie } })).status).toBe(303)
  })

  it('says what the protocol wants', async () => {
    const url = await start('code', '?scope=read+write&state=mine&slug=drive')
    expect(`${url.origin}${url.pathname}`).toBe(`${at}/auth`)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      a: '1',
      client_id: 'me',
      redirect_uri: `http://${test.stack.domain}/accounts/code/redirect`,
      response_type: 'code',
      scope: 'read write',
      state: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown
    })
    expect(url.href).not.toContain(CLIENT_SECRET)
  })

  it.each([
    ['bank', '', 'read write'],
    ['bank', '?scope=', null],
    ['bank', '?scope=mine', 'mine'],
    ['list', '', 'a b'],
    ['none', '', null],
    ['nil', '', null],
    ['code', '', null]
  ])('of %s%s asks for the scope %j', async (type, query, scope) => {
    expect((await start(type, query)).searchParams.get('scope')).toBe(scope)
  })

  it.each([
    ['get', '', { response_type: 'code', client_id: 'me', prompt: 'consent' }],
    ['implicit', '', { response_type: 'token', client_id: 'me', redirect_uri: expect.any(String) }],
    ['url', '', { response_type: 'token', redirect_url: 'https://back.example.org/' }],
    [
      'view',
      '?token=t&id_connector=4',
      { client_id: 'me', code: 't', connector_ids: '4', redirect_uri: expect.any(String) }
    ],
    [
      'auth',
      '?token=t&source=s',
      { client_id: 'me', token: 't', source: 's', redirect_uri: expect.any(String) }
    ],
    [
      'own',
      '',
      {
        response_type: 'token',
        client_id: 'dev',
        redirect_uri: expect.stringMatching(/\/accounts\/own\/redirect$/)
      }
    ]
  ])('in the grant mode of %s%s says %j', async (type, query, said) => {
    const { a, state, ...others } = Object.fromEntries((await start(type, query)).searchParams)
    expect([a, state, others]).toEqual(['1', expect.any(String), said])
  })

  it.each([
    ['secret', 400, 'Wrong account type'],
    ['script', 400, 'Wrong account type'],
    ['nothing', 404, 'missing']
  ])('of %s is %i', async (type, status, detail) => {
    const answer = await asOwner(`/accounts/${type}/start`)
    expect([answer.status, answer.json.errors[0].detail]).toEqual([status, detail])
  })
})
