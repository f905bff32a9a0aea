import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillDisk, LOG_SIZE } from './testing/fill-disk.js'
import { openTestBed, type TestBed } from './testing/test-bed.js'

let folder: string
let bed: TestBed

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'disk-full-test-'))
  bed = await openTestBed({ folder })
  await bed.engine.start()
})

afterEach(async () => {
  await bed.close()
  rmSync(folder, { recursive: true, force: true })
})

const PAD = 'x'.repeat(200_000)

const acknowledge = async (ids: string[]): Promise<unknown> => {
  try {
    ids.push((await bed.write({ pad: PAD }))._id)
    return undefined
  } catch (error) {
    return error
  }
}

describe('a disk that has no room for jobs', () => {
  it('makes the write fail that fires one, and lets the jobs that have run be written down later', async () => {
    await bed.engine.triggers.create(bed.instance, {
      type: '@event',
      arguments: 'io.cozy.bank.operations:CREATED',
      worker: 'log',
      message: 'here'
    })
    const acknowledged: string[] = []
    await acknowledge(acknowledged)
    await bed.engine.idle()
    const makeRoom = await fillDisk(join(folder, 'data', 'documents', bed.instance.prefix, 'io.cozy.jobs'))
    let refusal: unknown
    for (let size = 0; size < 2 * LOG_SIZE && !refusal; size += PAD.length) {
      refusal = await acknowledge(acknowledged)
    }
    expect(refusal).toMatchObject({
      code: 'listener_failed',
      message: expect.stringMatching(/Failed to write to io\.cozy\.jobs: .*No space left on device/)
    })
    await makeRoom()
    expect(await acknowledge(acknowledged)).toBeUndefined()
    await bed.engine.idle()
    const jobs = await bed.jobs()
    expect(jobs.map(({ state }) => state)).toEqual(acknowledged.map(() => 'done'))
  })
})
