// apps/power-company as it would stand on cozy-konnector-libs.
const { BaseKonnector, requestFactory, saveBills, errors } = require('cozy-konnector-libs')

module.exports = new BaseKonnector(async (fields, { baseUrl }) => {
  if (!fields.access_token) throw new Error(errors.USER_ACTION_NEEDED_OAUTH_OUTDATED)
  const headers = { authorization: `Bearer ${fields.access_token}` }
  const request = requestFactory({ cheerio: false, json: true, jar: false, headers })
  for (let page = 1, last = false; !last; page++) {
    const answer = await request({ uri: `${baseUrl}/api/bills`, qs: { page }, headers })
    const bills = answer.bills.map(({ id, date, amount }) => ({
      vendor: 'Électricité des Deux Rives',
      vendorRef: id,
      date: new Date(date),
      amount,
      fileurl: `${baseUrl}/api/bills/${id}.pdf`,
      filename: `${date}_${amount.toFixed(2)}EUR_${id}.pdf`,
      requestOptions: { headers }
    }))
    await saveBills(bills, fields, {
      fileIdAttributes: ['vendorRef'],
      keys: ['vendor', 'vendorRef'],
      linkBankOperations: false
    })
    last = answer.last
  }
})
