import { afterEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ON_OPERATION, openTestBed, TELL, type TestBed, type TestBedOptions } from './testing/test-bed.js'

const open: TestBed[] = []

const start = async (options?: TestBedOptions): Promise<TestBed> => {
  const bed = await openTestBed(options)
  open.push(bed)
  await bed.addApp('banks', { onOperation: TELL })
  await bed.engine.start()
  return bed
}

afterEach(async () => {
  for (const bed of open.splice(0)) await bed.close()
})

const createWebhook = async ({ engine, instance }: TestBed, debounce = ''): Promise<string> => {
  const draft = { ...ON_OPERATION, type: '@webhook', arguments: '', debounce }
  return (await engine.triggers.create(instance, draft))._id
}

const call = ({ engine, instance }: TestBed, id: string, payload: string, manual = false): Promise<void> =>
  engine.triggers.callWebhook(instance, id, { payload, manual })

describe('a webhook', () => {
  it('runs its job with what it was called with, and forgets that once it has run', async () => {
    const bed = await start()
    const id = await createWebhook(bed)
    await call(bed, id, '{"quote": "To be", "a": 1}', true)
    const [queued] = await bed.jobs()
    expect(queued).toMatchObject({
      trigger_id: id,
      manual_execution: true,
      payload: Buffer.from('{"quote": "To be", "a": 1}').toString('base64')
    })
    await bed.engine.idle()
    expect(bed.environments()).toMatchObject([
      { COZY_PAYLOAD: '{"a":1,"quote":"To be"}', COZY_TRIGGER_ID: id }
    ])
    expect((await bed.jobs())[0]).not.toHaveProperty('payload')
  })

  it('gathers the calls within its debounce in one job, in their order', async () => {
    const bed = await start()
    const id = await createWebhook(bed, '200ms')
    const ended = bed.next('ended')
    for (const n of [1, 2, 3]) await call(bed, id, `{"n":${n}}`)
    await ended
    expect(bed.environments()).toMatchObject([{ COZY_PAYLOAD: '{"payloads":[{"n":1},{"n":2},{"n":3}]}' }])
    expect(await bed.jobs()).toHaveLength(1)
    await bed.engine.idle()
    expect((await bed.store.documents('stack').list('engine.debounces')).rows).toEqual([])
  })

  it('keeps what it has gathered over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'webhook-test-'))
    try {
      const first = await start({ folder })
      const id = await createWebhook(first, '500ms')
      await call(first, id, '{"n":1}')
      await call(first, id, '{"n":2}')
      await open.pop()!.close()
      const second = await openTestBed({ folder })
      open.push(second)
      await second.addApp('banks', { onOperation: TELL })
      const ended = second.next('ended')
      await second.engine.start()
      await call(second, id, '{"n":3}')
      await ended
      expect(second.environments()).toMatchObject([
        { COZY_PAYLOAD: '{"payloads":[{"n":1},{"n":2},{"n":3}]}' }
      ])
    } finally {
      for (const bed of open.splice(0)) await bed.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it.each([
    ['', 'it is empty'],
    ['quote=To+be', 'it is no JSON object'],
    ['[1]', 'it is no JSON object']
  ])('called with %j runs without a payload, and says so', async (payload, why) => {
    const bed = await start()
    await call(bed, await createWebhook(bed), payload)
    await bed.engine.idle()
    expect(bed.environments()).toMatchObject([{ COZY_PAYLOAD: '' }])
    expect(bed.warnings).toEqual([
      `Failed to read what a webhook of the worker service was called with: ${why}. Its job runs without COZY_PAYLOAD.`
    ])
  })

  it('is no trigger of another kind, and none that is not there', async () => {
    const bed = await start()
    const { _id } = await bed.engine.triggers.create(bed.instance, ON_OPERATION)
    await expect(call(bed, _id, '{}')).rejects.toMatchObject({ code: 'not_webhook' })
    await expect(call(bed, 'none', '{}')).rejects.toMatchObject({ code: 'trigger_not_found' })
    expect(await bed.engine.queue(bed.instance, 'service')).toEqual([])
  })
})
