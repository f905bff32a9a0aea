import { folderOf } from './sample-job.js'

// Plain Node, so that no build is needed: signs in, saves one bill as a file and a document, each once.
const KONNECTOR = `
const { COZY_URL, COZY_CREDENTIALS, COZY_FIELDS, COZY_PARAMETERS } = process.env
const say = (type, message) => console.log(JSON.stringify({ type, message }))
const headers = { authorization: 'Bearer ' + COZY_CREDENTIALS, 'content-type': 'application/json' }
const cozy = (path, method = 'GET', body) => fetch(new URL(path, COZY_URL), { method, headers, ...(body && { body: JSON.stringify(body) }) })
const main = async () => {
  const { account, folder_to_save } = JSON.parse(COZY_FIELDS)
  const { site, again } = JSON.parse(COZY_PARAMETERS)
  const accountPath = '/data/io.cozy.accounts/' + account
  const { auth } = await (await cozy(accountPath)).json()
  say('info', 'signs in as ' + auth.login + ' with ' + auth.password)
  const form = new URLSearchParams(auth)
  let page = await fetch(site + '/login', { method: 'POST', body: form })
  if (page.status === 403) {
    await cozy(accountPath, 'PUT', { ...(await (await cozy(accountPath)).json()), state: 'TWOFA_NEEDED.SMS', twoFACode: null })
    for (;;) {
      const { twoFACode } = await (await cozy(accountPath)).json()
      if (!twoFACode) continue
      form.set('code', twoFACode)
      page = await fetch(site + '/login', { method: 'POST', body: form })
      break
    }
  }
  if (!page.ok) throw new Error('LOGIN_FAILED')
  const { reference, amount } = await page.json()
  const file = await cozy('/files/' + folder_to_save + '?Type=file&Name=' + reference + '.txt', 'POST')
  const { rows = [] } = await (await cozy('/data/io.cozy.bills/_all_docs')).json()
  if (again || !rows.some(({ id }) => id === reference))
    await (again ? cozy('/data/io.cozy.bills/', 'POST', { amount, vendor: 'sample' })
      : cozy('/data/io.cozy.bills/' + reference, 'PUT', { amount, vendor: 'sample', note: auth.password }))
}
main().catch(error => { say('critical', error.message); process.exitCode = 1 })
`

const manifest = {
  name: 'Sample',
  slug: 'sample',
  type: 'konnector',
  language: 'node',
  editor: 'Cozy Jobs',
  version: '1.0.0',
  fields: {
    login: { type: 'text' },
    password: { type: 'password' },
    advancedFields: { folderPath: { advanced: true } }
  },
  permissions: {
    accounts: { type: 'io.cozy.accounts' },
    bills: { type: 'io.cozy.bills' },
    files: { type: 'io.cozy.files' }
  }
}

/** What the provider of the sample knows. */
export const PASSWORD = 'open-sesame-42'

/** `konnector-dev-config.json` for a provider at an address. */
export const devConfig = (site: string, more: Record<string, unknown> = {}, password = PASSWORD): string =>
  `// mine\n${JSON.stringify({ fields: { login: 'camille', password }, COZY_PARAMETERS: { site, ...more } })}`

/** A konnector that is built, in a folder of its own. */
export const sampleKonnector = (more: Record<string, string> = {}, permissions: object = {}): string => {
  const text = JSON.stringify({ ...manifest, permissions: { ...manifest.permissions, ...permissions } })
  return folderOf({
    'manifest.konnector': text,
    build: { 'manifest.konnector': text, 'index.js': KONNECTOR },
    ...more
  })
}
