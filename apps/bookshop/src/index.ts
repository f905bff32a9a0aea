import { defineKonnector, KonnectorError } from '@cozy-jobs/konnector'
import { openSession } from './open-session.js'
import { readBills } from './read-bills.js'

/** What the owner enters: the `fields` of the manifest. */
interface Fields {
  login: string
  password: string
}

/** `parameters` of the manifest. */
interface Parameters {
  baseUrl: string
  /** Milliseconds that the shop has to answer. */
  timeout?: number
}

export default defineKonnector<Fields, Parameters>(async konnector => {
  const { parameters, fields, http, log, saveBills } = konnector
  const { baseUrl, timeout = 20_000 } = parameters
  const shop = http.extend({ baseUrl, timeout })

  await openSession(shop, konnector)
  const { years } = await shop.get('/account/years.json').json<{ years: number[] }>()
  const failed: unknown[] = []
  for (const year of years) {
    const bills = await readBills(shop, year)
    log.info(`Found ${bills.length} bills of ${year}`)
    await saveBills(bills, fields, {
      // A bill is known by its number, wherever the owner moves its file, whatever else the shop corrects.
      fileIdAttributes: ['vendorRef'],
      keys: ['vendor', 'vendorRef'],
      requestInstance: shop,
      // What is no PDF is no bill: a page that says "sign in", or half of a file.
      validateFileContent: true,
      // One that fails keeps no other from being saved, of this year or of those before.
      onFailedFile: ({ vendorRef }) => failed.push(vendorRef)
    })
  }
  if (failed.length > 0)
    throw new KonnectorError('FILE_DOWNLOAD_FAILED', {
      message: `Failed to save ${failed.join(', ')}: see the lines above. The next run tries again.`
    })
})
