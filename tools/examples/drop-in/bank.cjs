// apps/bank as it would stand on cozy-konnector-libs.
const {
  BaseKonnector,
  requestFactory,
  updateOrCreate,
  hydrateAndFilter,
  addData,
  errors
} = require('cozy-konnector-libs')

const request = requestFactory({ cheerio: false, json: true, jar: false })

module.exports = new BaseKonnector(async function ({ login, password }, { baseUrl }) {
  const session = { method: 'POST', uri: `${baseUrl}/api/session`, body: { login, password } }
  const { token } = await request(session).catch(error => {
    throw error.statusCode === 401 ? new Error(errors.LOGIN_FAILED) : error
  })
  const ask = (path, qs = {}) =>
    request({ uri: baseUrl + path, qs, headers: { authorization: `Bearer ${token}` } })

  const { accounts } = await ask('/api/accounts')
  const saved = await updateOrCreate(
    accounts.map(({ id, ...account }) => ({ ...account, vendorId: id, currency: 'EUR' })),
    'io.cozy.bank.accounts',
    ['vendorId']
  )
  const ids = Object.fromEntries(saved.map(({ vendorId, _id }) => [vendorId, _id]))

  const operations = []
  for (let from = 0; from !== undefined;) {
    const page = await ask('/api/operations', { from })
    for (const { id, account, ...operation } of page.operations)
      operations.push({ ...operation, vendorId: id, account: ids[account] })
    from = page.next
  }
  const fresh = await hydrateAndFilter(operations, 'io.cozy.bank.operations', { keys: ['vendorId'] })
  await addData(fresh, 'io.cozy.bank.operations')
})
