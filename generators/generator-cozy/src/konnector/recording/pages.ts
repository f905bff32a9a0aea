import { ACCOUNTS, BILLS, DOCUMENTS, OPERATIONS, PROFILE } from './sample-data.js'
import type { DataKind } from '../answers.js'
import type { Field } from '../fields.js'

export const escapeHtml = (text: string): string =>
  text.replace(/[<>&"]/g, character => `&#${String(character.codePointAt(0))};`)

/** `1 024,50 €`, as many sites write it. */
const euros = (amount: number): string =>
  `${amount
    .toFixed(2)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+,)/, ' ')} €`

export const page = (title: string, body: string): string =>
  `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>${escapeHtml(title)}</title>\n<main>\n${body}\n</main>\n</html>\n`

/** With a token against forgery, as nearly all have. */
export const loginForm = (fields: readonly Field[]): string => {
  const inputs = fields.map(
    ({ name, type, options }) =>
      `<label>${name} ${
        options
          ? `<select name="${name}">${options.map(option => `<option>${option}</option>`).join('')}</select>`
          : `<input name="${name}" type="${type}">`
      }</label>`
  )
  return `<form id="login" method="post" action="/login">
<input type="hidden" name="csrf" value="***">
${inputs.join('\n')}
<button>Sign in</button>
</form>`
}

const table = (name: string, rows: readonly string[]): string =>
  `<table class="${name}">\n${rows.join('\n')}\n</table>`

const time = (date: string): string => `<td><time datetime="${date}">${date}</time></td>`
const cell = (name: string, text: string): string => `<td class="${name}">${escapeHtml(text)}</td>`

/** The page with the data. */
export const DATA_PAGES: Readonly<Record<DataKind, { path: string; body: string }>> = {
  bills: {
    path: '/bills',
    body: table(
      'bills',
      BILLS.map(
        ({ id, date, amount }) =>
          `<tr class="bill">${time(date)}${cell('ref', id)}${cell('amount', euros(amount))}<td><a href="/bills/${id}.pdf">PDF</a></td></tr>`
      )
    )
  },
  documents: {
    path: '/documents',
    body: table(
      'documents',
      DOCUMENTS.map(
        ({ id, title, date }) =>
          `<tr class="document">${time(date)}${cell('ref', id)}<td><a href="/documents/${id}.pdf">${title}</a></td></tr>`
      )
    )
  },
  identity: {
    path: '/profile',
    body: `<dl id="profile">
<dt>First name</dt><dd class="given-name">${PROFILE.givenName}</dd>
<dt>Name</dt><dd class="family-name">${PROFILE.familyName}</dd>
<dt>E-mail</dt><dd class="email">${PROFILE.email}</dd>
<dt>Phone</dt><dd class="phone">${PROFILE.phone}</dd>
<dt>Address</dt><dd class="address">${PROFILE.address}</dd>
</dl>
${table(
  'contracts',
  PROFILE.contracts.map(
    ({ id, name, since }) =>
      `<tr class="contract">${time(since)}${cell('ref', id)}<td><a href="/contracts/${id}.pdf">${name}</a></td></tr>`
  )
)}`
  },
  operations: {
    path: '/accounts',
    body: `${table(
      'accounts',
      ACCOUNTS.map(
        ({ id, label, number, type, balance }) =>
          `<tr class="account" data-id="${id}" data-type="${type}">${cell('label', label)}${cell('number', number)}${cell('balance', euros(balance))}</tr>`
      )
    )}
${table(
  'operations',
  OPERATIONS.map(
    ({ id, account, date, label, amount }) =>
      `<tr class="operation" data-id="${id}" data-account="${account}">${time(date)}${cell('label', label)}${cell('amount', euros(amount))}</tr>`
  )
)}`
  }
}
