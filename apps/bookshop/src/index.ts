import { defineKonnector } from '@cozy-jobs/konnector'
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

  await openSession(shop, { ...konnector, baseUrl })
  const { years } = await shop.get('/account/years.json').json<{ years: number[] }>()
  for (const year of years) {
    const bills = await readBills(shop, year)
    log.info(`Found ${bills.length} bills of ${year}`)
    await saveBills(bills, fields, {
      // A bill is known by its number, wherever the owner moves its file, whatever else the shop corrects.
      fileIdAttributes: ['vendorRef'],
      keys: ['vendor', 'vendorRef'],
      requestInstance: shop,
      contentType: 'application/pdf',
      identifiers: ['poule aux livres']
    })
  }
})
