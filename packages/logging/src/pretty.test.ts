import { describe, expect, it } from '@jest/globals'
import { formatPretty } from './pretty.js'

describe('a record for a person', () => {
  it('has time, type, message and fields', () => {
    const record = {
      type: 'warning',
      message: 'empty',
      timestamp: '2024-02-28T12:04:31.000Z',
      account: 'a1',
      n: [1],
      note: 'two words'
    } as const
    expect(formatPretty({ ...record, n: [...record.n] })).toBe(
      '12:04:31 warning  empty  account=a1  n=[1]  note="two words"'
    )
  })

  it('has the further lines of its message below, indented', () => {
    expect(formatPretty({ type: 'info', message: 'one\ntwo', a: 1 })).toBe('info     one  a=1\n    two')
  })

  it('has the stack of an error below, without repeating its message', () => {
    const error = { name: 'Error', message: 'm', stack: 'Error: m\n    at a.js:1:1\n    at b.js:2:2' }
    expect(formatPretty({ type: 'error', message: 'm', error })).toBe(
      'error    m\n    at a.js:1:1\n    at b.js:2:2'
    )
  })

  it('says that a run will not be tried again', () => {
    expect(formatPretty({ type: 'critical', message: 'LOGIN_FAILED', no_retry: true })).toBe(
      'critical LOGIN_FAILED  no_retry'
    )
  })

  it('is coloured when it is asked for', () => {
    expect(formatPretty({ type: 'error', message: 'm' }, { color: true })).toBe(
      '\u001b[31merror   \u001b[0m m'
    )
  })

  it('lets no job move the cursor or colour the terminal', () => {
    const text = formatPretty({
      type: 'info',
      message: 'a\u001b[2Jb\r\u0007',
      'k\u001b': 'v\u009b',
      timestamp: '\u001b'
    })
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    expect(text).toContain('a\\x1b[2Jb\\x07')
  })
})
