import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { installLoopbackNames, TokenCredentials } from '@cozy-jobs/env'
import { createHarness, type Harness } from '@cozy-jobs/fixtures'
import { createClient } from '@cozy-jobs/service'
import { handleOperations } from '../run/handle-operations.js'
import { warnOfFalls } from '../run/warn-of-falls.js'
import { cozyLedger, DEFAULT_SLUG } from './cozy-ledger.js'
import type { Ledger } from './ledger.js'

const APP = join(import.meta.dirname, '../..')
const OPERATIONS = 'io.cozy.bank.operations'
const lines: string[] = []
const journal = {
  info: (line: string) => void lines.push(line),
  warning: (line: string) => void lines.push(line)
}

/** The app as it is installed, with its own manifest and so its own permissions; its services do nothing here. */
const makeApp = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'on-operation-create-'))
  const manifest = await readFile(join(APP, 'manifest.webapp'), 'utf8')
  await writeFile(join(folder, 'manifest.webapp'), manifest)
  const { services } = JSON.parse(manifest) as { services: Record<string, { file: string }> }
  for (const { file } of Object.values(services)) await writeFile(join(folder, file), '')
  await writeFile(join(folder, 'index.html'), '<title>A test</title>')
  return folder
}

let folder: string
let harness: Harness
let ledger: Ledger

beforeAll(async () => {
  installLoopbackNames()
  folder = await makeApp()
  const fixture = JSON.parse(await readFile(join(APP, 'fixture.json'), 'utf8')) as Record<string, unknown>
  harness = await createHarness({ folder, fixture })
  const token = await harness.stack.installs.token(harness.instance, 'apps', DEFAULT_SLUG)
  const env = { url: harness.stack.url, credentials: new TokenCredentials(token) }
  ledger = cozyLedger(createClient(env), DEFAULT_SLUG)
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true })
})

const stored = (id: string) => harness.instance.documents.get(OPERATIONS, id)

describe('on a stack, with the permissions of the manifest', () => {
  it('operations are categorised, and stay as they are the second time', async () => {
    expect(await handleOperations(ledger, undefined, journal)).toBeGreaterThan(0)
    expect(await stored('operation-12')).toMatchObject({
      automaticCategoryId: '400110',
      cozyCategoryId: '400110'
    })
    expect(await handleOperations(ledger, undefined, journal)).toBe(0)
  })

  it('documents hold nothing of the client that read them', async () => {
    const operation = await stored('operation-12')
    expect(Object.keys(operation)).not.toContain('id')
    expect(Object.keys(operation)).not.toContain('_type')
  })

  it('recurrences are there for the operations that name them', async () => {
    const [recurrence] = await ledger.recurrences()
    const operations = await ledger.operations()
    expect(operations.map(({ relationships }) => relationships?.recurrence?.data?._id)).toContain(
      recurrence?._id
    )
  })

  it('a fall under the limit raises one notification', async () => {
    expect(await warnOfFalls(ledger, 'en', journal)).toBe(1)
    expect(await warnOfFalls(ledger, 'en', journal)).toBe(0)
    expect(await harness.instance.documents.find('io.cozy.notifications', { selector: {} })).toMatchObject({
      docs: [
        { slug: DEFAULT_SLUG, category: 'balanceLower', title: 'Camille – current account: low balance' }
      ]
    })
  })

  it('an operation that somebody else has changed is not overwritten', async () => {
    const [operation] = await ledger.operations()
    if (!operation) throw new Error('Expected the fixture to hold operations')
    await harness.instance.documents.put(OPERATIONS, { ...operation, note: 'mine' })
    expect(await ledger.saveOperations([{ ...operation, label: 'OLD' }])).toEqual([operation._id])
    expect(await stored(operation._id)).toMatchObject({ note: 'mine', label: operation.label })
  })

  it('settings that somebody else has changed are not overwritten', async () => {
    const settings = await ledger.settings()
    if (!settings) throw new Error('Expected the fixture to hold settings')
    expect(await ledger.saveSettings({ ...settings, _rev: '1-00000000000000000000000000000000' })).toBe(false)
  })

  it('the review can be started: the manifest allows the worker', async () => {
    expect(await ledger.startService('reviewCategories')).toBe(true)
    await harness.stack.engine.idle()
  })

  it('more operations than a page holds are read, one without a label among them', async () => {
    const before = (await ledger.operations()).length
    const docs = Array.from({ length: 1100 }, (_, index) => ({
      _id: `bulk-${index}`,
      ...(index > 0 && { label: 'CB LIDL' }),
      amount: -index
    }))
    await Promise.all(docs.map(doc => harness.instance.documents.put(OPERATIONS, doc)))
    expect(await ledger.operations()).toHaveLength(before + 1100)
  })

  it('a read that is not allowed is an error, never an empty history', async () => {
    const env = { url: harness.stack.url, credentials: new TokenCredentials('no-token') }
    await expect(cozyLedger(createClient(env), DEFAULT_SLUG).operations()).rejects.toThrow()
  })
})
