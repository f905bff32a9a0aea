import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openTestBed, TELL, type TestBed } from '../testing/test-bed.js'

let bed: TestBed

beforeEach(async () => {
  bed = await openTestBed()
  await bed.engine.start()
})

afterEach(() => bed.close())

describe('a konnector', () => {
  const push = (message: object, more: object = {}) =>
    bed.engine.push(bed.instance, { worker: 'konnector', message, ...more })

  it('gets its whole message, its parameters, and how it was started', async () => {
    await bed.addKonnector('demo', TELL)
    await push({ konnector: 'demo', mode: 'ok' }, { manual: true })
    await bed.engine.idle()
    expect(bed.environments()[0]).toMatchObject({
      COZY_FIELDS: '{"konnector":"demo","mode":"ok"}',
      COZY_PARAMETERS: '{"locale":"en_US"}',
      COZY_JOB_MANUAL_EXECUTION: 'true'
    })
  })

  it('whose account is gone fails as CouchDB says', async () => {
    await bed.addKonnector('demo', TELL)
    await bed.instance.documents.put('io.cozy.accounts', { _id: 'other' })
    const { _id } = await push({ konnector: 'demo', account: 'none' })
    await bed.engine.idle()
    expect((await bed.engine.job(bed.instance, _id)).error).toBe('CouchDB(not_found): missing')
  })

  it('says none of the secrets of its account', async () => {
    await bed.addKonnector('demo', 'console.log(JSON.stringify({ type: "info", message: "with pa55word" }))')
    await bed.instance.documents.put('io.cozy.accounts', { _id: 'mine', auth: { password: 'pa55word' } })
    await push({ konnector: 'demo', account: 'mine' })
    await bed.engine.idle()
    expect(bed.told.find(({ type }) => type === 'record')).toMatchObject({ record: { message: 'with ***' } })
  })

  it.each([
    ['LOGIN_FAILED', 0],
    ['LOGIN_FAILED.NEEDS_SECRET', 0],
    ['USER_ACTION_NEEDED', 0],
    ['USER_ACTION_NEEDED.CGU_FORM', 1],
    ['VENDOR_DOWN', 1]
  ])('after %s is run by its trigger %i times, and by a launch', async (error, automatic) => {
    await bed.addKonnector(
      'demo',
      `console.log(JSON.stringify({ type: "critical", message: ${JSON.stringify(error)}, no_retry: true }))`
    )
    const trigger = await bed.engine.triggers.create(bed.instance, {
      type: '@event',
      arguments: 'io.cozy.bank.operations',
      worker: 'konnector',
      message: { konnector: 'demo' }
    })
    await bed.write({})
    await bed.engine.idle()
    await bed.write({})
    await bed.engine.idle()
    expect((await bed.jobs()).length).toBe(1 + automatic)
    await bed.engine.triggers.launch(bed.instance, trigger._id)
    await bed.engine.idle()
    expect((await bed.jobs()).length).toBe(2 + automatic)
  })

  it.each(['LOGIN_FAILED', 'USER_ACTION_NEEDED.TWOFA_EXPIRED'])(
    'is not tried again after %s',
    async error => {
      await bed.addKonnector(
        'demo',
        `console.log(JSON.stringify({ type: "error", message: ${JSON.stringify(error)} }))`
      )
      await push({ konnector: 'demo' })
      await bed.engine.idle()
      expect(bed.told.filter(({ type }) => type === 'record').length).toBe(1)
    }
  )

  it('loses its triggers with its account', async () => {
    const account = await bed.instance.documents.put('io.cozy.accounts', { account_type: 'demo' })
    const trigger = (message: object) =>
      bed.engine.triggers.create(bed.instance, {
        type: '@cron',
        arguments: '0 0 5 * * *',
        worker: 'konnector',
        message
      })
    await trigger({ konnector: 'demo', account: account._id })
    const kept = await trigger({ konnector: 'demo', account: 'another' })
    await bed.instance.documents.remove('io.cozy.accounts', account._id, account._rev)
    expect((await bed.engine.triggers.list(bed.instance)).map(({ _id }) => _id)).toEqual([kept._id])
  })
})
