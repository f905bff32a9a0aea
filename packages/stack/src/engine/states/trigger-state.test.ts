import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openTestBed, type TestBed } from '../testing/test-bed.js'

let bed: TestBed

beforeEach(async () => {
  bed = await openTestBed()
  await bed.engine.start()
})

afterEach(() => bed.close())

describe('the state of a trigger', () => {
  it('is done before its first job', async () => {
    const { _id } = await bed.onOperations()
    expect(await bed.engine.triggers.state(bed.instance, _id)).toEqual({ trigger_id: _id, status: 'done' })
  })

  it('tells of the last run, the last good and the last bad one', async () => {
    await bed.addApp('banks', {
      onOperation: 'process.exit(JSON.parse(process.env.COZY_COUCH_DOC || "{}").code || 0)'
    })
    const { _id } = await bed.onOperations()
    await bed.write({ code: 2 })
    await bed.engine.idle()
    await bed.write({ code: 0 })
    await bed.engine.idle()
    const launched = await bed.engine.triggers.launch(bed.instance, _id)
    await bed.engine.idle()
    const [bad, , manual] = await bed.jobs()
    expect(await bed.engine.triggers.state(bed.instance, _id)).toEqual({
      trigger_id: _id,
      status: 'done',
      last_success: manual?.started_at,
      last_successful_job_id: launched._id,
      last_execution: manual?.started_at,
      last_executed_job_id: launched._id,
      last_failure: bad?.started_at,
      last_failed_job_id: bad?._id,
      last_error: 'exit status 2',
      last_manual_execution: manual?.started_at,
      last_manual_job_id: launched._id
    })
    expect((await bed.engine.triggers.jobs(bed.instance, _id)).map(job => job._id)[0]).toBe(launched._id)
    expect((await bed.engine.triggers.jobs(bed.instance, _id, 2)).length).toBe(2)
  })
})
