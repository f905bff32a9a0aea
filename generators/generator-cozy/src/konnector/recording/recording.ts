import type { KonnectorAnswers } from '../answers.js'
import { fieldsOf, type Field } from '../fields.js'
import { har, type Exchange } from './har.js'
import { DATA_PAGES, loginForm, page } from './pages.js'
import { pdf } from './pdf.js'
import { ACCOUNTS, BILLS, DOCUMENTS, OPERATIONS, PROFILE } from './sample-data.js'

const HTML = 'text/html; charset=utf-8'
const JSON_TYPE = 'application/json'

/** Matches whatever is asked with. */
const ANY = '***'
const anyOf = (fields: readonly Field[]): Record<string, string> =>
  Object.fromEntries(fields.map(({ name }) => [name, ANY]))

const signIn = (answers: KonnectorAnswers): Exchange[] => {
  const { title } = answers
  const fields = fieldsOf(answers)
  const welcome = page(title, '<p>Your account</p>\n<p><a href="/logout">Sign out</a></p>')
  return [
    {
      path: '/login',
      answer: {
        type: HTML,
        body: page(title, loginForm(fields)),
        headers: { 'set-cookie': `sid=${ANY}; Path=/` }
      }
    },
    {
      method: 'POST',
      path: '/login',
      form: { csrf: ANY, ...anyOf(fields) },
      answer: { status: 303, headers: { location: '/account' } }
    },
    { path: '/account', answer: { type: HTML, body: welcome } }
  ]
}

const json = (path: string, value: unknown): Exchange => ({
  path,
  answer: { type: JSON_TYPE, body: JSON.stringify(value) }
})

const API_ANSWERS = {
  bills: json('/api/bills', { bills: BILLS }),
  documents: json('/api/documents', { documents: DOCUMENTS }),
  identity: json('/api/profile', PROFILE),
  operations: json('/api/accounts', { accounts: ACCOUNTS, operations: OPERATIONS })
} as const

/** By the kind of data: folder on the site, and ids. */
const FILES = {
  bills: { folder: 'bills', ids: BILLS.map(({ id }) => id) },
  documents: { folder: 'documents', ids: DOCUMENTS.map(({ id }) => id) },
  identity: { folder: 'contracts', ids: PROFILE.contracts.map(({ id }) => id) },
  operations: { folder: '', ids: [] }
} as const

const downloads = ({ data, login, title }: KonnectorAnswers): Exchange[] => {
  const { folder, ids } = FILES[data]
  return ids.map(id => ({
    path: `${login === 'oauth' ? '/api' : ''}/${folder}/${id}.pdf`,
    answer: { type: 'application/pdf', body: pdf(title, id) }
  }))
}

const dataPage = (answers: KonnectorAnswers): Exchange => {
  const { path, body } = DATA_PAGES[answers.data]
  const asked = answers.login === 'none' ? fieldsOf(answers) : []
  return {
    path,
    ...(asked.length > 0 && { query: anyOf(asked) }),
    answer: { type: HTML, body: page(answers.title, body) }
  }
}

/** What the provider would answer to the konnector's first run, as HAR: invented, of this site's host. */
export const recording = (answers: KonnectorAnswers, version: string): string => {
  const { site, login, data } = answers
  const before = {
    form: () => signIn(answers),
    oauth: () => [json('/api/me', { name: 'Camille' })],
    none: () => []
  }[login]()
  const shown = login === 'oauth' ? API_ANSWERS[data] : dataPage(answers)
  return har(new URL(site).origin, version, [...before, shown, ...downloads(answers)])
}
