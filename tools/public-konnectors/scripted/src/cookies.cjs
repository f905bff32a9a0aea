const { CookieKonnector, log } = require('cozy-konnector-libs')

class Cookies extends CookieKonnector {
  async testSession() {
    return this._jar._jar.toJSON().cookies.length > 0
  }
  async fetch(fields, { site }) {
    log('info', `session: ${await this.testSession()}`)
    const formData = { login: fields.login }
    if (!(await this.testSession())) await this.signin({ url: `${site}/in`, formSelector: 'form', formData })
    await this.saveFiles([{ fileurl: `${site}/1.txt`, filename: 'cookies.txt' }], fields)
    await this.resetSession()
  }
}

new Cookies({ cheerio: true, json: false }).run()
