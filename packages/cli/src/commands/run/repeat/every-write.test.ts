import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { build } from '@cozy-jobs/webpack-config'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { locate } from '../locate.js'
import { compareStates } from './compare-states.js'
import { openMemoryCozy, type MemoryCozy } from './memory-run.js'

const ROOT = fileURLToPath(new URL('../../../../../../', import.meta.url))
const LEFT_OUT = ['build', 'data', 'evidence', 'konnector-dev-config.json', 'node_modules']

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-every-write-'))
  const filter = (source: string): boolean => !LEFT_OUT.includes(basename(source))
  cpSync(join(ROOT, 'apps/bookshop'), folder, { recursive: true, filter })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await build(folder, { mode: 'development' })
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What `run --kill-at` works on: the bookshop, in memory, on its recording. */
const open = (): Promise<MemoryCozy> =>
  openMemoryCozy({
    job: locate(folder, 'build/index.js', undefined),
    fixture: join(folder, 'fixture.json'),
    fields: {},
    parameters: undefined,
    traffic: { mode: 'replay', file: join(folder, 'fixtures/provider.har') },
    secrets: [],
    onRecord: () => undefined,
    signal: new AbortController().signal
  })

it('gives the same documents and files, whichever write a run was ended at', async () => {
  const whole = await open()
  const { writes } = await whole.run()
  const expected = await whole.state()
  await whole.close()
  expect(expected.get('io.cozy.bills')).toHaveLength(7)
  expect(expected.get('io.cozy.files')?.filter(text => text.includes('"type":"file"'))).toHaveLength(7)

  const endedAt = async (at: number) => {
    const cozy = await open()
    try {
      const { killed } = await cozy.run(at)
      const { outcome } = await cozy.run()
      return { at, killed, state: outcome.state, differences: compareStates(expected, await cozy.state()) }
    } finally {
      await cozy.close()
    }
  }
  const places = Array.from({ length: writes }, (_, index) => index + 1)
  const found: Awaited<ReturnType<typeof endedAt>>[] = []
  const queue = places.values()
  // A konnector waits much of its time, by the limit of how often a site is asked.
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const at of queue) found.push(await endedAt(at))
    })
  )
  expect(writes).toBeGreaterThan(10)
  expect(found.sort((one, other) => one.at - other.at)).toEqual(
    places.map(at => ({ at, killed: true, state: 'done', differences: [] }))
  )
}, 180_000)
