import { describe, expect, it } from '@jest/globals'
import { format, inspect } from 'node:util'
import { OAuthCredentials, parseCredentials, TokenCredentials, type Credentials } from './credentials.js'

const OAUTH = { clientID: 'c', clientSecret: 'c-secret', token: { accessToken: 'a-secret' } }

describe('credentials', () => {
  it('are a bare token', () => {
    const credentials = parseCredentials(' eyJ.tok.secret\n')
    expect(credentials).toBeInstanceOf(TokenCredentials)
    expect((credentials as TokenCredentials).token).toBe('eyJ.tok.secret')
    expect(credentials?.kind).toBe('token')
  })

  it('are the JSON of an OAuth client', () => {
    const credentials = parseCredentials(JSON.stringify(OAUTH))
    expect(credentials).toBeInstanceOf(OAuthCredentials)
    expect((credentials as OAuthCredentials).oauth).toEqual(OAUTH)
    expect(credentials?.kind).toBe('oauth')
  })

  it.each(['{"clientID":', '["a"]', '"a"', 'two words'])('are not: %s', text => {
    expect(parseCredentials(text)).toBeUndefined()
  })

  const each: [string, Credentials][] = [
    ['token', new TokenCredentials('a-secret')],
    ['oauth', new OAuthCredentials(JSON.stringify(OAUTH))]
  ]
  it.each(each)('are never shown, however they are printed: %s', (kind, credentials) => {
    const job = { nested: { credentials } }
    const shown = [
      String(credentials),
      JSON.stringify(job),
      inspect(job, { depth: 9, showHidden: true }),
      inspect(credentials, { customInspect: false, showHidden: true, getters: false }),
      format('%s %o %j', credentials, credentials, credentials),
      JSON.stringify({ ...credentials }),
      JSON.stringify(Object.entries(credentials))
    ]
    expect(shown.join('\n')).not.toContain('secret')
    expect(shown[0]).toBe(`[COZY_CREDENTIALS: ${kind}]`)
  })
})
