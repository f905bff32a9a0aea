const libs = require('cozy-konnector-libs')
const { errors, log } = libs

const bill = (site, number, more = {}) => ({
  fileurl: `${site}/${number}.txt`,
  filename: `2020-0${number}.txt`,
  vendor: 'scripted',
  amount: number,
  date: new Date(Date.UTC(2020, number, 1)),
  vendorRef: String(number),
  ...more
})

module.exports = {
  async files(fields, { site }) {
    log('info', 'a line', 'a label')
    log('ok', 'fine')
    log('debug', { an: 'object' })
    log('warn', 'a warning')
    await this.deactivateAutoSuccessfulLogin()
    await this.signin({ url: `${site}/in`, formSelector: 'form', formData: { login: fields.login } })
    await this.saveFiles(
      [{ fileurl: `${site}/1.txt`, filename: 'one.txt' }, { filestream: 'without a name' }],
      fields
    )
    await this.saveFiles([{ fileurl: `${site}/1.txt`, filename: 'one.txt' }], fields, {
      fileIdAttributes: ['filename']
    })
    await this.saveFiles(
      [{ fileurl: `${site}/1.txt`, filename: 'two.txt', shouldReplaceName: 'one.txt' }],
      fields
    )
    await this.saveFiles([{ fileurl: `${site}/gone.txt`, filename: 'gone.txt' }], fields)
    await this.saveFiles([{ fileurl: `${site}/empty.txt`, filename: 'empty.txt' }], fields)
    await this.saveFiles([{ fileurl: `${site}/page.pdf`, filename: 'page.pdf' }], fields, {
      validateFileContent: true
    })
    await this.saveFiles([], fields)
    await libs.saveFiles([{ fileurl: `${site}/1.txt`, filename: 'free.txt' }], fields.folderPath, {
      verboseFilesLog: true
    })
    await this.saveFiles([{ fileurl: `${site}/1.txt`, filename: 'late.txt' }], fields, { timeout: 1 })
  },

  async bills(fields, { site }) {
    const bills = [1, 2].map(number => bill(site, number))
    const options = { fileIdAttributes: ['vendorRef'], linkBankOperations: false }
    await this.saveBills(bills, fields, options)
    await this.saveBills(bills, fields, options)
    await this.saveBills([], fields, options)
    await this.saveBills([bill(site, 3)], fields, { ...options, contractLabel: 'label' })
    await libs.saveBills([bill(site, 3)], fields, {
      fileIdAttributes: ['vendorRef'],
      identifiers: ['scripted']
    })
  },

  async documents(fields) {
    const doctype = 'io.cozy.todos'
    await libs.addData([{ label: 'one', done: false }], doctype)
    await libs.updateOrCreate([{ label: 'one', done: true }, { label: 'two' }], doctype, ['label'])
    await libs.hydrateAndFilter([{ label: 'one' }, { label: 'three' }], doctype, { keys: ['label'] })
    await libs.filterData([{ label: 'one' }], doctype, { keys: ['label'] })
    await this.saveIdentity({ name: { givenName: ' Camille ' }, phone: [{ number: '01' }] }, fields.login)
    await this.saveIdentity(
      { contact: { address: [{ city: 'x' }], email: [{ address: 'a@example.org' }] } },
      fields.login
    )
    await this.saveIdentity({ contact: {} }, '')
    const $ = require('cheerio').load('<p>a</p>')
    libs.scrape($, { one: { sel: 'p', parse: () => JSON.parse('{') }, two: 'p' }, 'p')
    await libs.mkdirp('/deeper/folder')
    await this.saveAccountData({ seen: true })
    await this.setTwoFAState({ type: 'sms' })
    await this.resetTwoFAState()
  },

  async login() {
    throw new Error(errors.LOGIN_FAILED)
  },

  async form(fields, { site }) {
    await this.signin({ url: `${site}/in`, formSelector: '#none', formData: {} })
  },

  async validate(fields, { site }) {
    await this.signin({ url: `${site}/in`, formSelector: 'form', formData: {}, validate: () => false })
  },

  async down(fields, { site }) {
    await libs.requestFactory({ cheerio: true })(`${site}/gone`)
  },

  async twofa() {
    await this.waitForTwoFaCode()
  },

  async captcha() {
    await libs.solveCaptcha({ websiteKey: 'key', websiteURL: 'https://example.org' })
  },

  async text() {
    throw 'LOGIN_FAILED'
  },

  async terminate() {
    this.terminate('USER_ACTION_NEEDED')
    await new Promise(resolve => setTimeout(resolve, 1000))
  },

  async fallen() {
    setTimeout(() => {
      throw new Error('fallen')
    }, 10)
    await new Promise(resolve => setTimeout(resolve, 1000))
  }
}
