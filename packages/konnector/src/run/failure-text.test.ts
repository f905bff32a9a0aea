import { describe, expect, it } from '@jest/globals'
import { KonnectorError } from '../errors/konnector-error.js'
import { failureText } from './failure-text.js'

const text = (error: unknown, verbose = false) => failureText(error, { verbose, entry: '/nowhere/index.js' })

describe('what is told of a failure', () => {
  it('is the meaning of a code, however it was thrown', () => {
    const meaning = 'The provider refuses the login or the password. The owner corrects them in the account.'
    expect(text(new Error('LOGIN_FAILED'))).toBe(meaning)
    expect(text('LOGIN_FAILED')).toBe(meaning)
    expect(text(new KonnectorError('LOGIN_FAILED.SOMETHING'))).toBe(meaning)
  })

  it('names the first cause where the line of the log does not', () => {
    const refused = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:1') })
    expect(text(new KonnectorError('VENDOR_DOWN', { cause: refused })).split('\n')).toEqual([
      "The provider's site does not answer, or not as a site does. The next run tries again.",
      'Caused by: connect ECONNREFUSED 127.0.0.1:1'
    ])
    const message = 'Failed to GET /: refused.'
    expect(text(new KonnectorError('VENDOR_DOWN', { cause: refused, message }))).not.toContain('Caused by')
  })

  it('is the stack of what no table knows, and of what is unknown by its code', () => {
    const cause = new Error('inner')
    expect(text(new Error('outer', { cause }))).toMatch(
      /^Error: outer\n +at [^]*\nCaused by: Error: inner\n +at /
    )
    expect(text(new KonnectorError('UNKNOWN_ERROR'))).toMatch(/^KonnectorError: UNKNOWN_ERROR\n +at /)
    expect(text('a text')).toBe('a text')
  })

  it('is every stack to whoever asks', () => {
    expect(text(new KonnectorError('LOGIN_FAILED'), true)).toMatch(/^KonnectorError: LOGIN_FAILED\n +at /)
  })
})
