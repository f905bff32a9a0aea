import { describe, expect, it } from '@jest/globals'
import { SignJWT } from 'jose'
import type { Instance } from '../instances/api.js'
import { signToken, TokenVerifier } from './token.js'

const instance = (domain: string, secret = 'secret of this instance, long enough'): Instance =>
  ({ domain, prefix: `cozy-${domain}-${secret}`, secret, sessionSecret: '' }) as Instance

const MINUTE = 60_000
let now = 1_800_000_000_000
const verifier = new TokenVerifier({ now: () => new Date(now) })
const alice = instance('alice.localhost')

describe('a token', () => {
  it('tells who asks, and for what', async () => {
    const token = await signToken(alice, { audience: 'cli', scope: 'io.cozy.todos', issuedAt: now })
    expect(await verifier.claims(alice, token)).toEqual({
      audience: 'cli',
      subject: '',
      scope: 'io.cozy.todos',
      issuedAt: now,
      sessionId: ''
    })
  })

  it('is good for one instance alone, though another had its key', async () => {
    const token = await signToken(alice, { audience: 'app', subject: 'drive', issuedAt: now })
    await expect(verifier.claims(instance('bob.localhost'), token)).rejects.toThrow('Invalid JWT token')
    await expect(verifier.claims(instance('alice.localhost', 'other key'), token)).rejects.toThrow(
      'Invalid JWT token'
    )
  })

  it('ends after half an hour, also one that is remembered', async () => {
    const token = await signToken(alice, { audience: 'konn', subject: 'demo', issuedAt: now })
    now += 29 * MINUTE
    expect(await verifier.claims(alice, token)).toMatchObject({ subject: 'demo' })
    now += 2 * MINUTE
    await expect(verifier.claims(alice, token)).rejects.toThrow('Expired token')
  })

  it.each(['', 'nonsense', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJhdWQiOiJjbGkifQ.'])('%j is none', async token => {
    await expect(verifier.claims(alice, token)).rejects.toThrow('Invalid JWT token')
  })

  it('is one to the letter: no space before, in or behind it', async () => {
    const token = await signToken(alice, { audience: 'cli', scope: 'io.cozy.todos', issuedAt: now })
    for (const sent of [`${token} `, ` ${token}`, `${token}\n`, token.replace('.', '. ')]) {
      await expect(verifier.claims(alice, sent)).rejects.toThrow('Invalid JWT token')
    }
  })

  it('of an app or a konnector ends with the passphrase, also one that is remembered; others stay good', async () => {
    const before = { ...alice }
    const tokens = await Promise.all(
      (['app', 'konn', 'cli', 'access', 'share'] as const).map(audience =>
        signToken(before, { audience, subject: 'x', issuedAt: now })
      )
    )
    for (const token of tokens) await verifier.claims(before, token)
    const after = { ...alice, sessionSecret: 'drawn anew' }
    const good = await Promise.all(
      tokens.map(token =>
        verifier.claims(after, token).then(
          () => true,
          () => false
        )
      )
    )
    expect(good).toEqual([false, false, true, true, true])
  })

  it('is taken with the algorithms of the real stack alone', async () => {
    const key = new TextEncoder().encode(alice.secret)
    const signed = (alg: string): Promise<string> =>
      new SignJWT({})
        .setProtectedHeader({ alg })
        .setIssuer(alice.domain)
        .setAudience(['cli'])
        .setIssuedAt(now / 1000)
        .sign(key)
    expect(await verifier.claims(alice, await signed('HS256'))).toMatchObject({ audience: 'cli' })
  })

  it('for two audiences is none', async () => {
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS512' })
      .setIssuer(alice.domain)
      .setAudience(['cli', 'app'])
      .sign(new TextEncoder().encode(alice.secret))
    await expect(verifier.claims(alice, token)).rejects.toThrow('Invalid JWT token')
  })
})
