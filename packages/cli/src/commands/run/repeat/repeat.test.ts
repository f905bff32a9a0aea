import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { runCli } from '../../../testing/run-cli.js'
import { devConfig, sampleKonnector } from '../../../testing/sample-konnector.js'
import { sampleJob } from '../../../testing/sample-job.js'
import { startSampleProvider, type SampleProvider } from '../../../testing/sample-provider.js'

let provider: SampleProvider
beforeAll(async () => {
  provider = await startSampleProvider()
})
afterAll(() => provider.close())

const konnector = (more = {}) =>
  sampleKonnector({ 'konnector-dev-config.json': devConfig(provider.url, more) })
const run = (line: string, cwd = konnector()) => runCli(`run build/index.js ${line}`, { cwd })

describe('run --twice and --kill-at', () => {
  it('say that a second run has changed nothing', async () => {
    expect(await run('--twice')).toMatchObject({
      code: 0,
      out: 'The same: after a second run the Cozy is as after one whole run of 2 writes.\nIt holds 1 io.cozy.bills, 5 io.cozy.files.\n'
    })
  })

  it('show what a second run has doubled', async () => {
    const { code, out, err } = await run('--twice', konnector({ again: true }))
    expect(code).toBe(1)
    expect(err).toContain('after a second run the Cozy differs from one whole run.')
    expect(out).toMatch(/^io\.cozy\.bills\n {2}\+ \{"_id":"<io\.cozy\.bills>","amount":12\.5/)
  })

  it.each([1, 2])('compare with a whole run where the first one was ended at its write %i', async at => {
    const { code, out } = await run(`--kill-at ${at} --twice --json`)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      writes: 2,
      documents: expect.objectContaining({ 'io.cozy.bills': 1 }),
      killed: true,
      differences: []
    })
  })

  it('find what such a run has left behind twice', async () => {
    expect((await run('--kill-at 2', konnector({ again: true }))).code).toBe(1)
  })

  it.each([
    ['--kill-at none', 'Failed to run the konnector: --kill-at none is no number of a write.'],
    ['--replay', 'Failed to run the job: --replay is for --twice and --kill-at.']
  ])('refuse %s', async (line, message) => {
    const { code, err } = await run(line)
    expect({ code, told: err.slice(0, message.length) }).toEqual({ code: 2, told: message })
  })

  it('refuse a service', async () => {
    const { code, err } = await runCli('run build/onTodo.js --twice', { cwd: sampleJob() })
    expect({ code, err }).toEqual({
      code: 2,
      err: 'Failed to run the job: --twice is for konnectors. Give the folder that holds a manifest.konnector.\n'
    })
  })
})
