import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { PassThrough } from 'node:stream'
import { pdfReply } from '../testing/sample-pdf.js'
import { startProviderContext, type ProviderContext } from '../testing/provider-context.js'
import { cloneEntries } from './clone-entries.js'
import { manageContractsData } from './contracts.js'
import { convertCurrency } from './currency.js'
import type { BillEntry, SaveBillsOptions } from './entry.js'
import { saveBills } from './save-bills.js'

let opened: ProviderContext
let test: ProviderContext['test']
let site: ProviderContext['site']
let context: ProviderContext['context']
let folderPath: string
let folders = 0

beforeAll(async () => {
  opened = await startProviderContext({ manifest: { banksTransactionRegExp: '\\bshop\\b' } })
  ;({ test, site, context } = opened)
})
afterAll(() => opened.close())
beforeEach(() => {
  folderPath = `/Bills/${++folders}`
  test.lines.length = 0
})

const bill = (name: string, more: Partial<BillEntry> = {}): BillEntry => {
  site.on(`GET /${name}.pdf`, pdfReply(name))
  return {
    fileurl: `${site.url}/${name}.pdf`,
    filename: `${name}.pdf`,
    vendor: `shop ${folders}`,
    date: new Date('2026-01-02'),
    amount: 12.5,
    ...more
  }
}
const save = (entries: BillEntry[], options: SaveBillsOptions = {}) =>
  saveBills(context, entries, { folderPath }, { linkBankOperations: false, ...options })
const stored = async () => {
  const selector = { vendor: `shop ${folders}` }
  return context.stack.documents.find('io.cozy.bills', { selector, index: ['vendor'] })
}

describe('saveBills', () => {
  it('writes nothing a second time, where nothing tells its bank operations either', async () => {
    const run = () =>
      saveBills(
        { ...context, manifest: { slug: 'sample' } },
        [bill('plain')],
        { folderPath },
        { linkBankOperations: false }
      )
    await run()
    const [before] = await stored()
    expect(before).not.toHaveProperty('matchingCriterias')
    await run()
    expect(await stored()).toEqual([before])
  })

  it('saves the file, then the bill that names it', async () => {
    const given = [bill('first', { currency: '€', fileAttributes: { metadata: { x: 1 } } })]
    await save(given)
    expect(given[0]).not.toHaveProperty('_id')
    const file = await context.stack.files.statByPath(`${folderPath}/first.pdf`)
    const [doc] = await stored()
    expect(doc).toMatchObject({
      amount: 12.5,
      currency: 'EUR',
      date: '2026-01-02T00:00:00.000Z',
      invoice: `io.cozy.files:${file._id}`,
      matchingCriterias: { labelRegex: '\\bshop\\b' },
      cozyMetadata: { sourceAccount: 'account-1', sourceAccountIdentifier: 'camille' }
    })
    for (const name of ['fileDocument', 'fileAttributes', 'requestOptions'])
      expect(doc).not.toHaveProperty(name)
  })

  it('writes nothing the second time', async () => {
    const entries = (): BillEntry[] => [bill('again'), bill('other', { amount: 3 })]
    await save(entries())
    const before = await stored()
    expect(await save(entries().reverse())).toEqual([])
    expect(await stored()).toEqual(before)
  })

  it('updates a bill whose file is another one, or where the konnector says so', async () => {
    await save([bill('old')])
    await save([bill('new')])
    expect(await stored()).toHaveLength(1)
    await save([bill('new', { subtype: 'book' })], { shouldUpdate: entry => entry['subtype'] === 'book' })
    expect(await stored()).toMatchObject([{ subtype: 'book' }])
  })

  it('keeps two bills that differ in their files alone', async () => {
    const entries = (): BillEntry[] => [bill('left'), bill('right'), bill('left')]
    await save(entries())
    await save(entries().reverse())
    expect(new Set((await stored()).map(({ invoice }) => invoice)).size).toBe(2)
    expect(await stored()).toHaveLength(2)
  })

  it('leaves a bill without its file for the next run', async () => {
    const lost = bill('lost')
    site.on('GET /lost.pdf', { status: 500 })
    await save([lost, bill('found', { amount: 1 })])
    expect(await stored()).toMatchObject([{ amount: 1 }])
  })

  it.each([false, true])(
    'throws for it where that is asked for, the others saved (linked: %s)',
    async linked => {
      const lost = bill('lost')
      site.on('GET /lost.pdf', { status: 500 })
      const options = { onFailedFile: 'throw', ...(linked && { linkBankOperations: true }) } as const
      await expect(save([lost, bill('found', { amount: 1 })], options)).rejects.toMatchObject({
        code: 'FILE_DOWNLOAD_FAILED',
        detail: 'Failed to save lost.pdf: see the lines above. The next run tries again.'
      })
      expect(await stored()).toMatchObject([{ amount: 1 }])
    }
  )

  it('names what is missing, before anything is fetched', async () => {
    site.seen.length = 0
    const { vendor: _none, ...noVendor } = bill('c')
    const entries = [bill('a', { amount: '12' as never }), bill('b', { date: new Date('x') }), noVendor]
    await expect(save(entries)).rejects.toThrow(
      'saveBills: an entry has a amount which does not respect isNumber (entry 1, "a.pdf": "12"); ' +
        'an entry has a date which does not respect isDate (entry 2, "b.pdf": Invalid Date); ' +
        'an entry is missing the required vendor attribute (entry 3, "c.pdf")'
    )
    expect(site.seen).toHaveLength(0)
  })

  it('says that there are none', async () => {
    expect(await saveBills(context, [], { folderPath })).toBeUndefined()
    expect(test.lines.map(({ message }) => message)).toContain('saveBills: no bills to save')
  })

  it('keeps the bills of two contracts apart', async () => {
    await save([bill('one', { contractId: 'c1' }), bill('two', { contractId: 'c2', contractLabel: 'Home' })])
    expect(await stored()).toHaveLength(2)
    const { files } = context.stack
    expect(await files.lookupByPath(`${folderPath}/c1/one.pdf`)).toBeDefined()
    expect(await files.lookupByPath(`${folderPath}/Home/two.pdf`)).toBeDefined()
  })

  it('links them with bank operations', async () => {
    const [operation] = await Promise.all([
      context.stack.documents.create('io.cozy.bank.operations', {
        amount: -12.5,
        label: 'CARD SHOP',
        date: '2026-01-03T00:00:00.000Z'
      })
    ])
    await save([bill('paid')], { linkBankOperations: true, identifiers: ['shop'] })
    const [doc] = await stored()
    const linked = await context.stack.documents.get('io.cozy.bank.operations', operation._id)
    expect(linked['bills']).toEqual([`io.cozy.bills:${doc!._id}`])
  })
})

describe('parts of saveBills', () => {
  it.each([
    ['€', 'EUR'],
    ['12 $', 'USD'],
    ['£', 'GBP'],
    ['CHF', 'CHF'],
    [undefined, 'EUR']
  ])('takes %p for %s', (given, code) => {
    expect(convertCurrency(given)).toBe(code)
  })

  it('puts one contract for all into options and entries', () => {
    const options: SaveBillsOptions = { contractId: 'c1', keys: ['date'] }
    const [entry] = manageContractsData([{ vendor: 'x' }], options)
    expect(entry).toMatchObject({ contractId: 'c1', contractLabel: 'c1' })
    expect(options).toMatchObject({ subPath: 'c1', keys: ['date', 'contractId'] })
  })

  it('ignores a label without a contract', () => {
    const options: SaveBillsOptions = { contractLabel: 'x' }
    manageContractsData([{ vendor: 'x' }], options, test.ctx.log)
    expect(options).toEqual({ contractLabel: 'x' })
    expect(test.lines).toHaveLength(1)
  })

  it('copies deeply, but no streams', () => {
    const filestream = new PassThrough()
    const given = [{ filestream, matchingCriterias: { labelRegex: 'x' }, date: new Date(0) }]
    const copy = cloneEntries(given)
    expect(copy).toEqual(given)
    expect(copy[0]?.filestream).toBe(filestream)
    expect(copy[0]?.matchingCriterias).not.toBe(given[0]?.matchingCriterias)
  })
})
