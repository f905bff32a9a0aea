import type { ServicePlace } from '../service/place.js'
import type { KonnectorAnswers } from './answers.js'
import { DATA_KINDS } from './data-kinds.js'
import { fieldsOf } from './fields.js'

interface Permission {
  type: string
  verbs?: readonly string[]
  en: string
  fr: string
}

const ACCOUNTS = {
  form: { en: 'Read your login', fr: 'Lire votre identifiant' },
  oauth: { en: 'Read the access that you have granted', fr: "Lire l'accès que vous avez donné" },
  none: { en: 'Read what you have entered', fr: 'Lire ce que vous avez saisi' }
}

const permissionsOf = ({ data, login }: KonnectorAnswers): Record<string, Permission> => ({
  accounts: { type: 'io.cozy.accounts', verbs: ['GET', 'PUT'], ...ACCOUNTS[login] },
  ...DATA_KINDS[data].permissions
})

/** `customerNumber` → `Customer number`: what the form shows until somebody finds better words. */
const label = (name: string): string => {
  const words = name.replace(/([a-z0-9])([A-Z])|_/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const mapValues = <A, B>(object: Readonly<Record<string, A>>, to: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, to(value)]))

const localeOf = (answers: KonnectorAnswers, language: 'en' | 'fr') => {
  const { title, data } = answers
  const what = DATA_KINDS[data][language]
  const short =
    language === 'en' ? `Fetches your ${what} from ${title}` : `Récupère vos ${what} depuis ${title}`
  const added = fieldsOf({ ...answers, login: 'none' })
  return {
    short_description: short,
    long_description: `${short}.`,
    ...(added.length > 0 && {
      fields: Object.fromEntries(added.map(({ name }) => [name, { label: label(name) }]))
    }),
    permissions: mapValues(permissionsOf(answers), permission => ({ description: permission[language] }))
  }
}

const formOf = (answers: KonnectorAnswers) => {
  const own = fieldsOf(answers).map(({ name, type, isRequired, options }) => [
    name,
    {
      type,
      ...(options && { options: options.map(value => ({ name: label(value), value })) }),
      ...(!isRequired && { isRequired: false })
    }
  ])
  const { savesFiles } = DATA_KINDS[answers.data]
  return {
    ...(Object.fromEntries(own) as Record<string, object>),
    ...(savesFiles && { advancedFields: { folderPath: { advanced: true, isRequired: false } } })
  }
}

/** What is there for OAuth konnectors alone, and for those of bills. */
const ofTheKind = ({ login, data, scope, title }: KonnectorAnswers) => ({
  ...(login === 'oauth' && { oauth: { scope: scope.length > 0 ? scope : null } }),
  ...(data === 'bills' && {
    banksTransactionRegExp: `\\b${title.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`
  })
})

/** `manifest.konnector`, with all that the documentation requires. */
export const konnectorManifest = (answers: KonnectorAnswers, place: ServicePlace): object => {
  const { name, title, site, category, data, login, editor } = answers
  const { dataTypes, savesFiles } = DATA_KINDS[data]
  return {
    $schema: `${place.toRoot}/node_modules/@cozy-jobs/manifest/schema/manifest.konnector.schema.json`,
    version: '0.1.0',
    name: title,
    type: 'konnector',
    language: 'node',
    slug: name,
    editor,
    icon: 'icon.svg',
    license: place.license,
    source: place.repositoryUrl ?? `${new URL(site).origin}/`,
    frequency: 'weekly',
    time_interval: [0, 5],
    vendor_link: site,
    categories: [category],
    fields: formOf(answers),
    folders: savesFiles ? [{ defaultDir: '$administrative/$konnector/$account' }] : [],
    data_types: dataTypes,
    langs: ['en', 'fr'],
    locales: { en: localeOf(answers, 'en'), fr: localeOf(answers, 'fr') },
    parameters: { baseUrl: new URL(site).origin },
    screenshots: [],
    permissions: mapValues(permissionsOf(answers), ({ type, verbs, en }) => ({
      description: en,
      type,
      ...(verbs && { verbs })
    })),
    developer: { name: editor, url: new URL(site).origin },
    messages:
      login === 'form' ? ['LOGIN_FAILED'] : login === 'oauth' ? ['USER_ACTION_NEEDED.OAUTH_OUTDATED'] : [],
    manifest_version: '2',
    ...ofTheKind(answers)
  }
}
