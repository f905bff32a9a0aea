import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { dyingStack, type Death } from '../testing/dying-stack.js'
import { samplePdf } from '../testing/sample-pdf.js'
import { startProviderContext, type ProviderContext } from '../testing/provider-context.js'
import type { BillEntry, SaveBillsOptions } from './entry.js'
import { saveBills } from './save-bills.js'

let opened: ProviderContext
let site: ProviderContext['site']
let context: ProviderContext['context']
let accounts = 0

beforeAll(async () => {
  opened = await startProviderContext({}, { rateLimit: false })
  ;({ site, context } = opened)
  for (const ref of 'abcdef') {
    site.on(`GET /${ref}.pdf`, { headers: { 'content-type': 'application/pdf' }, body: samplePdf(ref) })
  }
})
afterAll(() => opened.close())

interface Shown {
  ref: string
  amount: number
  day: number
  filename: string
}

/** What a provider lists: each reference once, names and amounts that may meet, and some of it listed again. */
const listed = fc
  .uniqueArray(
    fc.record({
      ref: fc.constantFrom(...'abcdef'),
      amount: fc.constantFrom(1, 2),
      day: fc.constantFrom(1, 2),
      filename: fc.constantFrom('x.pdf', 'y.pdf', 'z.pdf')
    }),
    { minLength: 1, maxLength: 5, selector: ({ ref }) => ref }
  )
  .chain(shown => fc.record({ shown: fc.constant(shown), again: fc.subarray(shown) }))
  .chain(({ shown, again }) =>
    fc.record({ first: shuffled([...shown, ...again]), second: shuffled([...shown, ...again]) })
  )

const shuffled = (list: Shown[]): fc.Arbitrary<Shown[]> =>
  fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })

/** One account, with its folder and its vendor, so that what it has is its own. */
const openAccount = () => {
  const name = `account-${++accounts}`
  const folderPath = `/Bills/${name}`
  const run = async (list: readonly Shown[], options: SaveBillsOptions, death?: Death): Promise<void> => {
    const entries = list.map(({ ref, amount, day, filename }): BillEntry => ({
      ref,
      amount,
      filename,
      vendor: name,
      date: new Date(Date.UTC(2026, 0, day)),
      fileurl: `${site.url}/${ref}.pdf`
    }))
    const stack = death ? dyingStack(context.stack, death) : context.stack
    await saveBills(
      { ...context, stack },
      entries,
      { folderPath },
      {
        fileIdAttributes: ['ref'],
        sourceAccountIdentifier: name,
        linkBankOperations: false,
        ...options
      }
    )
  }
  /** All that there is, without what each run draws anew. */
  const found = async (): Promise<unknown> => {
    const { files, documents } = context.stack
    const folder = await files.lookupByPath(folderPath)
    const saved = folder ? await files.list(folder._id) : []
    const key = new Map(saved.map(file => [`io.cozy.files:${file._id}`, file.metadata?.['fileIdAttributes']]))
    const bills = await documents.find('io.cozy.bills', { selector: { vendor: name }, index: ['vendor'] })
    return {
      files: saved
        .map(({ name, md5sum, metadata }) => ({ name, md5sum, ...metadata }))
        .sort(by('fileIdAttributes')),
      bills: bills
        .map(({ ref, amount, date, invoice }) => ({ ref, amount, date, file: key.get(invoice as string) }))
        .sort(by('ref'))
    }
  }
  return { run, found }
}

const by =
  (name: string) =>
  (a: object, b: object): number =>
    String(a[name as never]) < String(b[name as never]) ? -1 : 1

const options = fc.record({ concurrency: fc.constantFrom(1, 3) })

describe('bills that are saved twice', () => {
  it('are the same in any order', async () => {
    await fc.assert(
      fc.asyncProperty(listed, options, async ({ first, second }, given) => {
        const [one, other] = [openAccount(), openAccount()]
        await one.run(first, given)
        const after = await one.found()
        await one.run(second, given)
        await other.run(second, given)
        expect(await one.found()).toEqual(after)
        expect(await other.found()).toEqual(after)
      }),
      { numRuns: 8 }
    )
  })

  it('are the same after a run that died anywhere', async () => {
    const death = fc.record({ at: fc.integer({ min: 1, max: 20 }), after: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(listed, options, death, async ({ first, second }, given, when) => {
        const [whole, killed] = [openAccount(), openAccount()]
        await whole.run(first, given)
        await killed.run(first, given, when).catch((error: Error) => {
          expect(error.message).toContain('the process died')
        })
        await killed.run(second, given)
        expect(await killed.found()).toEqual(await whole.found())
      }),
      { numRuns: 12 }
    )
  })

  it('are one when two runs save them at once', async () => {
    const account = openAccount()
    const list = [...'abc'].map((ref, day): Shown => ({ ref, amount: 1, day, filename: `${ref}.pdf` }))
    await Promise.all([account.run(list, {}), account.run(list, {})])
    expect(await account.found()).toMatchObject({
      files: [{ name: 'a.pdf' }, { name: 'b.pdf' }, { name: 'c.pdf' }],
      bills: [{ file: 'a' }, { file: 'b' }, { file: 'c' }]
    })
  })
})
