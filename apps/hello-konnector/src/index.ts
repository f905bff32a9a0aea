import { defineKonnector, KonnectorError, scrape } from '@cozy-jobs/konnector'
import { openProvider } from './demo-provider.js'

/** What the owner enters: the `fields` of the manifest. */
interface Fields {
  login: string
  password: string
}

/** `parameters` of the manifest. */
interface Parameters {
  /** The root of the provider's site; without it the konnector brings a demo along. */
  baseUrl?: string
}

export default defineKonnector<Fields, Parameters>(
  async ({ fields, parameters, http, log, signin, saveBills }) => {
    const provider = await openProvider(parameters.baseUrl)
    try {
      const site = http.extend({ baseUrl: provider.url })

      // A status that isn't 200 ends the run with LOGIN_FAILED, a site that isn't there with VENDOR_DOWN.
      const { login, password } = fields
      await signin({ requestInstance: site, url: '/', formSelector: 'form', formData: { login, password } })

      const $ = await site.get('/bills').$()
      const bills = scrape($, BILL, 'tr.bill').map(({ vendorRef, day, amount, path }) => {
        if (!vendorRef || !day || !amount || !path) throw changed
        return {
          vendor: 'hello',
          vendorRef,
          date: new Date(`${day}T12:00:00Z`),
          amount,
          fileurl: new URL(path, provider.url).href,
          filename: `${day}_hello_${amount.toFixed(2)}EUR_${vendorRef}.pdf`
        }
      })
      log.info(`Bills found: ${bills.length}`)

      // Their files, then their documents; what the Cozy has is left as it is.
      await saveBills(bills, fields, {
        requestInstance: site,
        fileIdAttributes: ['vendorRef'],
        keys: ['vendor', 'vendorRef'],
        linkBankOperations: false
      })
    } finally {
      await provider.close()
    }
  }
)

/** A row of the provider's page. */
const BILL = {
  vendorRef: { attr: 'data-ref' },
  day: { sel: 'time', attr: 'datetime' },
  amount: { sel: '.amount', parse: (text: string) => Number(text.replace('€', '')) },
  path: { sel: 'a', attr: 'href' }
}

// Passed over in silence, a bill would never be missed.
const changed = new KonnectorError('UNKNOWN_ERROR', {
  message: "Failed to read a bill: a part of it is not where it was. Look at the provider's page."
})
