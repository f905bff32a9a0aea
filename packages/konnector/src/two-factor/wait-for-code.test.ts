import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { startTestContext, type TestContext } from '../testing/test-context.js'
import { waitForTwoFaCode } from './wait-for-code.js'

let test: TestContext
beforeAll(async () => {
  test = await startTestContext({ env: { COZY_JOB_MANUAL_EXECUTION: 'true' } })
})
afterAll(() => test?.close())

// By HTTP, so that the run goes on meanwhile.
const account = () => test.ctx.stack.documents.get('io.cozy.accounts', 'account-1')

it('asks for a code by the account, waits for it, and takes the request away', async () => {
  const waiting = waitForTwoFaCode(test.ctx, { type: 'sms', heartBeat: 20 })
  let asked = await account()
  while (asked['state'] !== 'TWOFA_NEEDED.SMS') asked = await account()
  await test.ctx.stack.documents.update('io.cozy.accounts', { ...asked, twoFACode: '123456' })
  expect(await waiting).toBe('123456')
  expect(await account()).toMatchObject({ state: null, twoFACode: null })
})

it('ends with TWOFA_EXPIRED when nobody gives a code', async () => {
  await expect(waitForTwoFaCode(test.ctx, { endTime: Date.now(), retry: true })).rejects.toMatchObject({
    code: 'USER_ACTION_NEEDED.TWOFA_EXPIRED'
  })
  expect(await account()).toMatchObject({ state: 'TWOFA_NEEDED_RETRY.EMAIL' })
})

it('asks nobody in a run that the owner has not started', async () => {
  const env = { ...test.env, manual: false }
  await expect(waitForTwoFaCode({ ...test.ctx, env })).rejects.toThrow('USER_ACTION_NEEDED.TWOFA_EXPIRED')
})
