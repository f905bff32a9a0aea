import { nearest } from '@cozy-jobs/manifest/nearest'

/** Doctypes that most Cozies hold: what a slip of the keyboard is compared with. */
const KNOWN = [
  'io.cozy.accounts',
  'io.cozy.apps',
  'io.cozy.bank.accounts',
  'io.cozy.bank.groups',
  'io.cozy.bank.operations',
  'io.cozy.bank.recurrence',
  'io.cozy.bank.settings',
  'io.cozy.bills',
  'io.cozy.calendar.events',
  'io.cozy.contacts',
  'io.cozy.contacts.groups',
  'io.cozy.files',
  'io.cozy.identities',
  'io.cozy.jobs',
  'io.cozy.konnectors',
  'io.cozy.mespapiers.settings',
  'io.cozy.notes',
  'io.cozy.notifications',
  'io.cozy.permissions',
  'io.cozy.photos.albums',
  'io.cozy.settings',
  'io.cozy.sharings',
  'io.cozy.tags',
  'io.cozy.timeseries.geojson',
  'io.cozy.timeseries.grades',
  'io.cozy.todos',
  'io.cozy.triggers'
] as const

const DOCTYPE = /^[a-z0-9_]+(\.[a-z0-9_]+){2,}$/

/** Two letters wrong or changed in their places. */
const SLIP = 2

/** Why a doctype makes no sense and what to do; undefined where it does. */
export const doctypeProblem = (doctype: string): string | undefined => {
  const shown = JSON.stringify(doctype)
  const meant = nearest(doctype, KNOWN, SLIP)
  const isKnown = (KNOWN as readonly string[]).includes(doctype)
  if (isKnown) return undefined
  if (meant !== undefined) return `${shown} is no doctype that a Cozy has. Did you mean ${meant}?`
  if (DOCTYPE.test(doctype)) return undefined
  const ending = KNOWN.find(known => known.endsWith(`.${doctype.toLowerCase()}`))
  return `${shown} is no doctype: small letters in three parts or more. ${
    ending === undefined
      ? 'Write one like io.cozy.bank.operations or com.example.todos.'
      : `Did you mean ${ending}?`
  }`
}

/** `io.cozy.bank.operations` as a word: `operations`. */
export const wordOf = (doctype: string): string => (doctype.split('.').at(-1) ?? doctype).replaceAll('_', ' ')

/** `io.cozy.bank.operations` as a type in code: `Operation`. */
export const typeNameOf = (doctype: string): string => {
  const word = wordOf(doctype)
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1')
  const name = word
    .split(/[^a-z0-9]+/i)
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
  return /^[A-Z]/.test(name) ? name : `Doc${name}`
}
