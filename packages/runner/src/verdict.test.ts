import type { LogRecord } from '@cozy-jobs/logging'
import { describe, expect, it } from '@jest/globals'
import { exitText } from './exit-text.js'
import { listenFor } from './verdict.js'

const hear = (kind: 'service' | 'konnector', records: LogRecord[]) => {
  const verdict = listenFor(kind)
  for (const record of records) verdict.hear(record)
  return { error: verdict.error(), noRetry: verdict.noRetry() }
}

describe('what a job says of itself', () => {
  it('is, for a konnector, its last error', () => {
    const records: LogRecord[] = [
      { type: 'error', message: 'VENDOR_DOWN' },
      { type: 'error', message: 'NOT_EXISTING_DIRECTORY' },
      { type: 'info', message: 'bye' }
    ]
    expect(hear('konnector', records)).toEqual({ error: 'NOT_EXISTING_DIRECTORY', noRetry: false })
  })

  it('is its last critical line rather than a later error', () => {
    const records: LogRecord[] = [
      { type: 'critical', message: 'LOGIN_FAILED', no_retry: true },
      { type: 'error', message: 'VENDOR_DOWN' }
    ]
    expect(hear('konnector', records)).toEqual({ error: 'LOGIN_FAILED', noRetry: true })
  })

  it('can be an empty text, which is an error all the same', () => {
    expect(hear('konnector', [{ type: 'error', message: '' }]).error).toBe('')
  })

  it('asks for no second run on a critical line alone', () => {
    expect(hear('konnector', [{ type: 'error', message: 'x', no_retry: true }]).noRetry).toBe(false)
  })

  it('is nothing for a service', () => {
    const records: LogRecord[] = [
      { type: 'critical', message: 'a', no_retry: true },
      { type: 'error', message: 'b' }
    ]
    expect(hear('service', records)).toEqual({ error: undefined, noRetry: false })
  })
})

describe('how a process ended, in words', () => {
  it.each([
    [0, null, undefined],
    [3, null, 'exit status 3'],
    [null, 'SIGKILL', 'signal: killed'],
    [null, 'SIGSEGV', 'signal: segmentation fault'],
    [null, 'SIGTERM', 'signal: terminated']
  ] as const)('%s %s is %s', (code, signal, text) => {
    expect(exitText(code, signal)).toBe(text)
  })
})
