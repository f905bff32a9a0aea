import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { scryptSync } from 'node:crypto'
import { startTestStack, type Answer, type TestStack } from '../testing/test-stack.js'
import { AdminSecret } from './admin-secret.js'

// Drawn anew: no passphrase stands in a file.
const passphrase = Math.random().toString(36)

/** As `cozy-stack config passwd` writes it, with little work. */
const hashOf = (text: string): string => {
  const salt = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
  const key = scryptSync(text, salt, 32, { N: 1024, r: 8, p: 1 })
  return `scrypt$1024$8$1$${salt.toString('hex')}$${key.toString('hex')}`
}

const basic = (text: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(text).toString('base64')}`
})

let test: TestStack

beforeAll(async () => {
  test = await startTestStack({ config: { adminSecret: `${hashOf(passphrase)}\n` } })
})

afterAll(() => test.stack.close())

const ask = async (
  headers: Record<string, string>,
  path = '/instances/count'
): Promise<[number, unknown]> => {
  const { status, json }: Answer = await test.admin('GET', path, { headers })
  return [status, json]
}

describe('an admin port with a passphrase', () => {
  it('takes it by basic authorization, whoever the user is', async () => {
    expect(await ask(basic(`:${passphrase}`))).toEqual([200, { count: 1 }])
    expect(await ask(basic(`somebody:${passphrase}`))).toEqual([200, { count: 1 }])
  })

  it('refuses all else, on each of its routes, before and after it was right', async () => {
    const wrong = basic(`:${passphrase}x`)
    for (const path of ['/instances/count', '/version', '/nowhere', '/clock']) {
      expect(await ask(wrong, path)).toEqual([403, { error: 'bad passphrase' }])
      for (const headers of [{}, basic(passphrase), { authorization: `Bearer ${passphrase}` }]) {
        expect(await ask(headers, path)).toEqual([401, { error: 'missing basic auth' }])
      }
    }
  })
})

describe('AdminSecret', () => {
  it.each([
    '',
    'cozy',
    'scrypt$1000$8$1$00112233445566778899aabbccddeeff$00112233445566778899aabbccddeeff',
    'scrypt$1024$8$1$001122$00112233445566778899aabbccddeeff',
    'scrypt$4194304$999$1$00112233445566778899aabbccddeeff$00112233445566778899aabbccddeeff'
  ])('refuses a file that is no such hash: %j', text => {
    expect(() => new AdminSecret(text)).toThrow(
      /^Failed to read the passphrase of the admin port: .*config passwd/
    )
  })
})
