// apps/bookshop as it would stand on cozy-konnector-libs.
const { BaseKonnector, requestFactory, scrape, signin, log, errors } = require('cozy-konnector-libs')

const request = requestFactory({ cheerio: true, json: false, jar: true })
const VENDOR = 'La Poule aux livres'

module.exports = new BaseKonnector(async function (fields, { baseUrl }) {
  if (!fields.login || !fields.password) throw new Error(errors.LOGIN_FAILED)
  await this.deactivateAutoSuccessfulLogin()
  await signin({
    url: `${baseUrl}/login`,
    formSelector: '#login',
    formData: { email: fields.login, password: fields.password },
    validate: (_status, $) => $('[role=alert]').length === 0,
    requestInstance: request
  })
  await this.notifySuccessfulLogin()
  const transform = body => JSON.parse(body)
  const { years } = await request({ uri: `${baseUrl}/account/years.json`, transform })
  for (const year of years) {
    const bills = await readBills(baseUrl, year)
    log('info', `Found ${bills.length} bills of ${year}`)
    await this.saveBills(bills, fields, {
      fileIdAttributes: ['vendorRef'],
      keys: ['vendor', 'vendorRef'],
      requestInstance: request,
      linkBankOperations: false
    })
  }
})

const readBills = async (baseUrl, year) => {
  const bills = []
  for (let path = `/account/bills?year=${year}`; path;) {
    const $ = await request(baseUrl + path)
    const rows = scrape(
      $,
      {
        vendorRef: '.ref',
        date: { sel: 'time', attr: 'datetime' },
        amount: {
          sel: '.amount',
          parse: text => Number(text.replace(/[\s€]/g, '').replace(',', '.'))
        },
        fileurl: { sel: 'a', attr: 'href', parse: href => new URL(href, baseUrl).href }
      },
      'tr.bill'
    )
    for (const { date, ...row } of rows) {
      const filename = `${date}_${row.amount.toFixed(2)}EUR_${row.vendorRef}.pdf`
      bills.push({ ...row, vendor: VENDOR, currency: 'EUR', date: new Date(date), filename })
    }
    path = $('a[rel=next]').attr('href')
  }
  return bills
}
