import { defineKonnector } from '@cozy-jobs/konnector'
import { openApi } from './open-api.js'

/** What OAuth has given: the stack keeps it in the account. */
interface Fields {
  access_token: string
}

interface Page {
  bills: { id: string; date: string; amount: number }[]
  last: boolean
}

export default defineKonnector<Fields, { baseUrl: string }>(async konnector => {
  const { fields, parameters, log, saveBills } = konnector
  const api = await openApi(konnector)

  for (let page = 1, last = false; !last; page++) {
    const answer = await api.get('/api/bills', { query: { page } }).json<Page>()
    const bills = answer.bills.map(({ id, date, amount }) => ({
      vendor: 'Électricité des Deux Rives',
      vendorRef: id,
      date: new Date(date),
      amount,
      currency: 'EUR',
      fileurl: `${parameters.baseUrl}/api/bills/${id}.pdf`,
      filename: `${date}_${amount.toFixed(2)}EUR_${id}.pdf`
    }))
    log.info(`Found ${bills.length} bills on page ${page}`)
    await saveBills(bills, fields, {
      fileIdAttributes: ['vendorRef'],
      keys: ['vendor', 'vendorRef'],
      requestInstance: api,
      validateFileContent: true
    })
    last = answer.last
  }
})
