import { createHarness, type Harness } from '@cozy-jobs/fixtures'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { build } from '@cozy-jobs/webpack-config'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..')

let harness: Harness
beforeAll(async () => {
  await build(folder)
  // No network: what the site answered when fixtures/provider.har was recorded.
  harness = await createHarness({ folder, fixture: 'fixture.json', traffic: { mode: 'replay' } })
}, 60_000)
afterAll(() => harness?.close())

it('saves what the recording holds, once', async () => {
  const { outcome, changes, files } = await harness.run()
  expect(outcome).toEqual({ state: 'done' })
  expect(files).toHaveLength(0)
  expect(changes.filter(({ doctype }) => doctype === 'io.cozy.bank.operations')).toHaveLength(9)
})

it('asks for nothing that the recording lacks', async () => {
  const { unknown, unused } = await harness.traffic!.finish()
  expect({ unknown, unused }).toEqual({ unknown: [], unused: [] })
})
