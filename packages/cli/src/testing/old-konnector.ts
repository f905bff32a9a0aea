import { folderOf } from './sample-job.js'

// As the template of cozy-konnector-libs has it: CommonJS, a function of its own for all, results of request-promise.
const SOURCE = `
const { BaseKonnector, requestFactory, saveFiles, log, errors, cozyClient } = require('cozy-konnector-libs')
const sanitize = require('cozy-konnector-libs/dist/libs/saveFiles').sanitizeFileName
const request = requestFactory({ cheerio: false, json: true, jar: true })

module.exports = new BaseKonnector(start)

async function start(fields, { site }) {
  log('info', 'Authenticating ...')
  const full = await request({
    uri: site + '/login', method: 'POST', json: false, form: { login: fields.login, password: fields.password },
    resolveWithFullResponse: true, simple: false
  })
  if (full.statusCode !== 200) throw new Error(errors.LOGIN_FAILED)
  log('info', full.request.uri.href + ' ' + fields.password)
  await request.post(site + '/login', { form: {} }).catch(err => log('warn', 'refused with ' + err.statusCode))
  const { reference, amount } = JSON.parse(full.body)
  await this.saveBills(
    [{ filename: sanitize(reference + '.txt'), filestream: 'a bill', amount, date: new Date(0), vendor: 'old' }],
    fields,
    { identifiers: ['old'], fileIdAttributes: ['filename'] }
  )
  const [bill] = await cozyClient.data.findAll('io.cozy.bills')
  log('info', 'saved ' + bill.vendor)
}
`

const MANIFEST = {
  name: 'Old',
  slug: 'old',
  type: 'konnector',
  language: 'node',
  editor: 'Cozy',
  version: '1.0.0',
  icon: 'icon.svg',
  fields: {
    login: { type: 'text' },
    password: { type: 'password' },
    advancedFields: { folderPath: { advanced: true, isRequired: false } }
  },
  data_types: ['bill'],
  permissions: {
    bills: { type: 'io.cozy.bills' },
    files: { type: 'io.cozy.files' },
    operations: { type: 'io.cozy.bank.operations' },
    accounts: { type: 'io.cozy.accounts', verbs: ['GET', 'PUT'] }
  }
}

const PACKAGE = {
  name: 'cozy-konnector-old',
  version: '1.0.0',
  scripts: { start: 'node ./src/index.js', standalone: 'cozy-konnector-standalone', build: 'webpack' },
  dependencies: { 'cozy-konnector-libs': '5.13.0' },
  devDependencies: { 'cozy-jobs-cli': '2.6.0', 'cozy-konnector-build': '1.8.0' },
  cozyJobs: { compat: true }
}

/** A konnector of the template's kind, untouched but for one line of its `package.json`. */
export const oldKonnector = (site: string, more: Record<string, string> = {}): string =>
  folderOf({
    'package.json': JSON.stringify(PACKAGE),
    'manifest.konnector': JSON.stringify({ ...MANIFEST, parameters: { site } }),
    'webpack.config.js': "module.exports = require('cozy-konnector-build/webpack.config')\n",
    'babel.config.json': '{ "presets": ["cozy-app"] }',
    assets: { 'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1v1z"/></svg>' },
    src: { 'index.js': SOURCE },
    ...more
  })
