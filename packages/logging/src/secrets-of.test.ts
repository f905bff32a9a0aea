import { describe, expect, it } from '@jest/globals'
import { secretsOf } from './secrets-of.js'

describe('the secrets of credentials', () => {
  it('are a bare token, without the blanks around it', () => {
    expect(secretsOf(' abc.def.ghi\n')).toEqual(['abc.def.ghi'])
    expect(secretsOf('"abc.def"')).toEqual(['abc.def'])
    expect(secretsOf('')).toEqual([])
  })

  it('are the signature of a JSON web token as well: without it, what a line break has left of one is worth nothing', () => {
    const signature = 'Mvmjyv0rJ5QVwwrfoINmgE3ni0pjcYVJ-YE9l8h0gzh3nl'
    const token = `eyJhbGciOiJIUzUxMiJ9.eyJzdWIiOiJiYW5rcyJ9.${signature}`
    expect(secretsOf(token)).toEqual([token, signature])
    expect(secretsOf(JSON.stringify({ token: { accessToken: token } }))).toEqual([token, signature])
  })

  it('are the tokens and secrets of an OAuth client, and nothing else of it', () => {
    const credentials = {
      uri: 'http://cozy.localhost:8080/',
      clientID: 'the-client',
      clientSecret: 'c-secret',
      registrationAccessToken: 'r-token',
      redirect_uri: 'http://localhost:3333/',
      token: { tokenType: 'bearer', accessToken: 'a-token', refreshToken: 'f-token', scope: 'io.cozy.bills' },
      old: [{ access_token: 'o-token', token_type: 'bearer', client_secret: 'o-secret' }]
    }
    expect(secretsOf(JSON.stringify(credentials)).sort()).toEqual(
      ['a-token', 'c-secret', 'f-token', 'o-secret', 'o-token', 'r-token'].sort()
    )
  })

  it('are the whole text when it is broken JSON', () => {
    expect(secretsOf('{"token": "abc')).toEqual(['{"token": "abc'])
  })
})
