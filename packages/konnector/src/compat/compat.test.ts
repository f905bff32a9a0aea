import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHarness, type Harness } from '@cozy-jobs/fixtures'
import { build } from '@cozy-jobs/webpack-config'
import fixturify from 'fixturify'
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProvider, type Provider } from '../testing/provider-server.js'
import libs from './index.js'

const page = readFileSync(
  new URL('../../../../docs/reference/cozy-konnector-libs.md', import.meta.url),
  'utf8'
)

// Each of cozy-konnector-libs 5.13.0.
const EXPORTS = [
  ...['BaseKonnector', 'CookieKonnector', 'cozyClient', 'errors', 'log', 'saveFiles', 'saveBills'],
  ...['saveIdentity', 'linkBankOperations', 'addData', 'hydrateAndFilter', 'htmlToPDF'],
  ...['createCozyPDFDocument', 'filterData', 'updateOrCreate', 'request', 'requestFactory', 'retry'],
  ...['wrapIfSentrySetUp', 'Document', 'signin', 'submitForm', 'scrape', 'mkdirp', 'normalizeFilename'],
  ...['utils', 'solveCaptcha', 'createCategorizer', 'categorize', 'manifest']
]

describe('the names', () => {
  it('are those of cozy-konnector-libs, and each has its line in the reference', () => {
    expect(Object.keys(libs).sort()).toEqual([...EXPORTS].sort())
    for (const name of EXPORTS) expect(page).toContain(`\`${name}\``)
  })

  it('of its modules have a line as well', () => {
    for (const folder of ['libs', 'helpers']) {
      for (const file of readdirSync(new URL(folder, import.meta.url))) {
        expect(page).toContain(`\`dist/${folder}/${file.replace('.ts', '')}\``)
      }
    }
  })
})

describe('retry', () => {
  it('tries again, and throws what is asked for', async () => {
    let calls = 0
    const failing = (): never => {
      throw new Error(`no ${String(++calls)}`)
    }
    const twice = { interval: 1, max_tries: 2 }
    await expect(libs.retry(failing, twice)).rejects.toThrow('operation after 2 attempts, last error: no 2')
    await expect(libs.retry(failing, { ...twice, throw_original: true })).rejects.toThrow(/^no 4$/)
    expect(await libs.retry((a: number) => a + 1, { args: [1] })).toBe(2)
  })
})

const SOURCE = `
const { BaseKonnector, requestFactory, signin, scrape, saveFiles, addData, mkdirp, cozyClient, log, utils, errors, manifest } = require('cozy-konnector-libs')
const { sanitizeFileName } = require('cozy-konnector-libs/dist/libs/saveFiles')
const CozyBrowser = require('cozy-konnector-libs/dist/libs/CozyBrowser')
const request = requestFactory({ cheerio: true, jar: true })
module.exports = new BaseKonnector(async function fetch(fields, parameters) {
  if (fields.login !== 'camille') throw new Error(errors.LOGIN_FAILED)
  log('info', 'signing in')
  await this.deactivateAutoSuccessfulLogin()
  await signin({ url: parameters.site + '/in', formSelector: 'form', formData: { login: fields.login } })
  const $ = await request(parameters.site + '/bills')
  const bills = scrape($, { filename: 'a', fileurl: { sel: 'a', attr: 'href', parse: path => parameters.site + path } }, 'li')
  await this.saveFiles(bills, fields)
  const folder = await mkdirp(fields.folderPath, 'deeper')
  const found = await cozyClient.files.statByPath('/deeper')
  const index = await cozyClient.data.defineIndex('io.cozy.todos', ['label'])
  await addData([{ label: 'one', folder: found._id === folder._id, name: sanitizeFileName('a/b'), slug: manifest.data.slug }], 'io.cozy.todos')
  const [todo] = await cozyClient.data.query(index, { selector: { label: 'one' } })
  await cozyClient.data.updateAttributes('io.cozy.todos', todo._id, { day: utils.formatDate(new Date(2020, 1, 3)), model: typeof cozyClient.new.models.document.Qualification })
  try { new CozyBrowser() } catch (error) { log('warn', error.message) }
})
`
const MANIFEST = {
  name: 'Sample',
  slug: 'sample',
  editor: 'Cozy Jobs',
  type: 'konnector',
  language: 'node',
  version: '1.0.0',
  fields: { login: { type: 'text' } },
  permissions: Object.fromEntries(
    ['accounts', 'files', 'todos'].map(name => [name, { type: `io.cozy.${name}` }])
  )
}

describe('a konnector that requires cozy-konnector-libs', () => {
  let folder: string
  let site: Provider
  let harness: Harness
  beforeAll(async () => {
    site = await startProvider({
      'GET /in': '<form action="/in" method="post"><input name="login"></form>',
      'POST /in': { headers: { 'Set-Cookie': 'sid=one; Path=/' }, body: 'welcome' },
      'GET /bills': '<li><a href="/1.txt">1.txt</a></li>',
      'GET /1.txt': { headers: { 'Content-Type': 'text/plain' }, body: 'a bill' }
    })
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'cozy-jobs-compat-')))
    fixturify.writeSync(folder, {
      'package.json': JSON.stringify({ cozyJobs: { compat: true } }),
      'manifest.konnector': JSON.stringify({ ...MANIFEST, parameters: { site: site.url } }),
      src: { 'index.js': SOURCE }
    })
    await build(folder, { mode: 'development' })
    harness = await createHarness({
      folder,
      fixture: { 'io.cozy.accounts': [{ _id: 'a1', account_type: 'sample', auth: { login: 'camille' } }] }
    })
  }, 120_000)
  afterAll(async () => {
    await harness?.close()
    await site?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is built by one line, and runs as before', async () => {
    const { outcome, records, changes } = await harness.run({
      fields: { folder_to_save: 'io.cozy.files.root-dir' }
    })
    expect(outcome).toEqual({ state: 'done' })
    expect(
      site.seen.map(({ method, path, headers }) => `${method} ${path} ${headers.cookie ?? '-'}`)
    ).toEqual(['GET /in -', 'POST /in -', 'GET /bills sid=one', 'GET /1.txt sid=one'])
    const messages = records.map(({ message }) => message)
    for (const message of ['Running konnector main...', 'signing in', 'The connector has been run']) {
      expect(messages).toContain(message)
    }
    expect(messages.join('\n')).toContain('Failed to open a CozyBrowser')
    expect(changes.findLast(({ doctype }) => doctype === 'io.cozy.todos')?.after).toMatchObject({
      label: 'one',
      folder: true,
      name: 'ab',
      slug: 'sample',
      day: '2020-02-03',
      model: 'function'
    })
  })
})
