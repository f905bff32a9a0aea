import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { format, resolveConfig } from 'prettier'
import { failedBy } from '../run/outcome.js'
import * as codes from './codes.js'
import { isError } from './is-error.js'
import { codeOf, KonnectorError } from './konnector-error.js'
import { referencePage } from './reference-page.js'
import { errorAnchor, errorEntry, ERROR_TABLE, type ErrorCode } from './table.js'

const PAGE = fileURLToPath(new URL('../../../../docs/reference/konnector-errors.md', import.meta.url))

describe('the table of errors', () => {
  it('is what the reference says; run `npm run generate -w packages/konnector` if not', async () => {
    const made = await format(referencePage(), { ...(await resolveConfig(PAGE)), filepath: PAGE })
    expect(readFileSync(PAGE, 'utf8')).toBe(made)
  })

  it('has each constant, under a name that follows from its code', () => {
    for (const [name, code] of Object.entries(codes)) {
      expect(Object.keys(ERROR_TABLE)).toContain(code)
      expect(name).toBe(code.replaceAll('.', '_'))
    }
  })

  it('stops automatic runs for the codes for which the stack does', () => {
    for (const [code, { stopsAutomaticRuns, retried }] of Object.entries(ERROR_TABLE)) {
      const asksTheOwner = /^(LOGIN_FAILED|USER_ACTION_NEEDED)/.test(code)
      expect([code, stopsAutomaticRuns]).toEqual([
        code,
        asksTheOwner && code !== 'USER_ACTION_NEEDED.CGU_FORM'
      ])
      if (asksTheOwner) expect(retried).toBe(false)
    }
  })

  it('has an anchor for each code in the reference', () => {
    const headings = [...readFileSync(PAGE, 'utf8').matchAll(/^### (.+)$/gm)].map(([, code = '']) =>
      code.replaceAll('\\', '')
    )
    expect(headings.sort()).toEqual(Object.keys(ERROR_TABLE).sort())
    expect(errorAnchor('LOGIN_FAILED.NEEDS_SECRET' satisfies ErrorCode)).toBe(
      'docs/reference/konnector-errors.md#login_failedneeds_secret'
    )
  })

  it('takes an unknown part of a code for the part before it', () => {
    expect(errorEntry('LOGIN_FAILED.WHATEVER.ELSE')).toBe(ERROR_TABLE.LOGIN_FAILED)
    expect(errorEntry('toString')).toBeUndefined()
  })
})

/** What another bundle throws, which has a class of the same name. */
const copyOf = (name: string, code: string, more: object = {}): unknown =>
  runInNewContext('Object.assign(new Error(code), { name, code, ...more })', { name, code, more })

describe('an error of another realm', () => {
  it('is an error', () => {
    const error: unknown = runInNewContext('new TypeError("no")')
    expect([error instanceof Error, isError(error), isError({ message: 'no' })]).toEqual([false, true, false])
  })

  it('ends the run as one of this realm does', () => {
    const more = { detail: 'Failed to sign in.', noRetry: true }
    expect(failedBy(copyOf('KonnectorError', 'LOGIN_FAILED', more))).toMatchObject({
      error: 'LOGIN_FAILED',
      ...more
    })
    expect(failedBy(runInNewContext('new Error("CHALLENGE_ASKED")'))).toMatchObject({
      error: 'CHALLENGE_ASKED',
      noRetry: true
    })
    expect(failedBy(copyOf('StackError', 'quota_exceeded', { titles: [] }))).toMatchObject({
      error: 'DISK_QUOTA_EXCEEDED'
    })
    expect(failedBy(runInNewContext('new RangeError("")'))).toMatchObject({ error: 'RangeError' })
  })
})

describe('a KonnectorError', () => {
  it('has its code for a message, and says whether a second run helps', () => {
    const cause = new Error('why')
    const error = new KonnectorError('LOGIN_FAILED', { message: 'Failed to sign in.', cause })
    expect(error).toMatchObject({
      message: 'LOGIN_FAILED',
      detail: 'Failed to sign in.',
      noRetry: true,
      cause
    })
    expect(new KonnectorError('VENDOR_DOWN').noRetry).toBe(false)
    expect(new KonnectorError('VENDOR_DOWN', { noRetry: true }).noRetry).toBe(true)
  })

  it.each([
    [new KonnectorError('MAINTENANCE'), 'MAINTENANCE'],
    [new Error('USER_ACTION_NEEDED.CGU_FORM'), 'USER_ACTION_NEEDED.CGU_FORM'],
    ['VENDOR_DOWN', 'VENDOR_DOWN'],
    [runInNewContext('new Error("VENDOR_DOWN")'), 'VENDOR_DOWN'],
    [copyOf('KonnectorError', 'MAINTENANCE'), 'MAINTENANCE'],
    [{ message: 'VENDOR_DOWN' }, undefined],
    [new Error('a.b is not a function'), undefined],
    [undefined, undefined]
  ])('%s has the code %s', (error, code) => {
    expect(codeOf(error)).toBe(code)
  })
})
