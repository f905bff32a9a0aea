import { afterEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_CONFIG } from './config.js'
import type { StackOptions } from './stack.js'
import { startTestStack, type TestStack } from './testing/test-stack.js'

const closing: (() => Promise<unknown> | void)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const started = async (options: StackOptions): Promise<TestStack> => {
  const test = await startTestStack(options)
  closing.push(() => test.stack.close())
  return test
}

const push = async (test: TestStack, worker: string, message: unknown = null) => {
  const token = await test.cli('io.cozy.jobs')
  const body = { data: { attributes: { arguments: message } } }
  return test.ask('POST', `/jobs/queue/${worker}`, { token, body })
}

describe('the configuration of a running stack', () => {
  it('takes workers away: their jobs are refused as those of a worker that nobody knows', async () => {
    const jobs = { ...DEFAULT_CONFIG.jobs, workers: { log: { concurrency: 0 } } }
    const test = await started({ config: { jobs } })
    const { status, json } = await push(test, 'log')
    expect({ status, json }).toEqual({ status: 404, json: (await push(test, 'nobody-knows')).json })
    expect((await push(test, 'zip')).status).toBe(202)
  })

  it('says how long ended jobs are kept where a purge does not', async () => {
    const jobs = { ...DEFAULT_CONFIG.jobs, defaultDurationToKeep: '0s' }
    const test = await started({ config: { jobs } })
    for (let count = 0; count < 52; count++) await push(test, 'log')
    await test.stack.engine.idle()
    const token = await test.cli('io.cozy.jobs')
    expect((await test.ask('DELETE', '/jobs/purge', { token })).json).toEqual({ deleted: 2 })
  })

  it('says which lines of jobs a person is shown; services.log gets them all', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'configured-'))
    closing.push(() => rmSync(folder, { recursive: true }))
    const lines: string[] = []
    const test = await startTestStack({
      data: { folder },
      logLevel: 'panic',
      log: line => void lines.push(line)
    })
    await push(test, 'konnector', { konnector: 'nothing' })
    await test.stack.engine.idle()
    await test.stack.close()
    expect(lines.filter(line => line.includes('nothing'))).toEqual([])
    expect(readFileSync(join(folder, 'services.log'), 'utf8')).toContain('nothing')
  })
  it('keeps the contents of files elsewhere', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'configured-'))
    closing.push(() => rmSync(folder, { recursive: true }))
    const places = { data: { folder: join(folder, 'data') }, files: { folder: join(folder, 'files') } }
    const first = await startTestStack(places)
    const token = await first.cli('io.cozy.files')
    const { json } = await first.ask('POST', '/files/?Type=file&Name=a.txt', { token, body: 'hello' })
    await first.stack.close()
    rmSync(join(folder, 'data', 'files'), { recursive: true, force: true })
    const second = await started({ ...places, port: Number(new URL(first.stack.url).port) })
    const read = await second.ask('GET', `/files/download/${json.data.id}`, { token })
    expect([read.status, read.text]).toEqual([200, 'hello'])
  })
})
