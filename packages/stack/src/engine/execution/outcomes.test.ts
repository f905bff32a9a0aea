import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { rmSync, writeFileSync } from 'node:fs'
import { openTestBed, type TestBed } from '../testing/test-bed.js'

let bed: TestBed

beforeEach(async () => {
  bed = await openTestBed()
  await bed.engine.start()
})

afterEach(() => bed.close())

const push = async (name: string) => {
  const { _id } = await bed.engine.push(bed.instance, {
    worker: 'service',
    message: { slug: 'banks', name }
  })
  return () => bed.engine.job(bed.instance, _id)
}

const WAITS = `
const { existsSync } = require('node:fs')
console.log(JSON.stringify({ type: 'info', message: 'ready' }))
const wait = () => existsSync(process.argv[1]) ? setTimeout(look, 50) : process.exit(4)
const look = () => { console.log(JSON.stringify({ type: 'info', message: require('node:fs').readFileSync(process.argv[1], 'utf8').includes('ready') ? 'as it was' : 'changed' })) }
wait()
`

describe('a job', () => {
  it('whose build is gone ends with what to do, and is not stuck', async () => {
    await bed.addApp('banks', { mark: '' })
    rmSync(bed.fileOf('banks', 'mark'))
    const job = await push('mark')
    await bed.engine.idle()
    expect(await job()).toMatchObject({
      state: 'errored',
      error: `Failed to prepare the job: ${bed.fileOf('banks', 'mark')} is not there. Build it, or correct the path in the manifest.`
    })
  })

  it('keeps its files where its app is updated while it runs', async () => {
    await bed.addApp('banks', { mark: WAITS })
    const ready = bed.next('record')
    const job = await push('mark')
    await ready
    writeFileSync(bed.fileOf('banks', 'mark'), 'process.exit(9)')
    await bed.engine.idle()
    expect(await job()).toMatchObject({ state: 'done' })
    expect(bed.told.flatMap(one => (one.type === 'record' ? [one.record.message] : []))).toEqual([
      'ready',
      'as it was'
    ])
  })

  it('that runs while the clock is set back ends all the same', async () => {
    await bed.addApp('banks', { mark: WAITS })
    const ready = bed.next('record')
    const job = await push('mark')
    await ready
    await bed.clock.moveTo(new Date('2001-01-01T00:00:00Z'))
    await bed.engine.idle()
    expect(await job()).toMatchObject({ state: 'done', finished_at: '2001-01-01T00:00:00.000Z' })
  })
})

describe('what can not work, though it is taken', () => {
  it.each([
    [{ debounce: '@3m' }, 'the debounce "@3m" is no duration: there is none'],
    [{ worker: 'zipp' }, 'there is no worker "zipp": it never makes a job'],
    [{ message: {} }, 'its message names no app in "slug", so that every job fails'],
    [
      { options: { max_exec_count: 7 } },
      'max_exec_count 7 is more than the worker "service" allows: 2 it is'
    ],
    [
      { options: { timeout: 900_000_000_000 } },
      'a timeout of 900 s is more than the worker "service" allows: 300 s it is'
    ]
  ])('is told of a trigger with %j', async (more, warning) => {
    await bed.onOperations(undefined, more)
    expect(bed.warnings).toEqual([`Trigger @event io.cozy.bank.operations:CREATED: ${warning}`])
  })

  it('is told of a job that is asked for', async () => {
    await bed.addApp('banks', { mark: '' })
    await bed.engine.push(bed.instance, {
      worker: 'service',
      message: { slug: 'banks', name: 'mark' },
      options: { max_exec_count: -1 }
    })
    expect(bed.warnings).toEqual([
      expect.stringMatching(/^banks\/mark [0-9a-f]{8}: max_exec_count -1 is no number of executions/)
    ])
  })
})
