import type { Document } from '@cozy-jobs/store'
import { administrativeName } from '../../files/tree.js'
import { textOf } from './attempt.js'

/** What the real stack keeps out of the name of a folder. */
const REPLACED = /[&/\\#,+()$@~%.'":*?<>{}]/g

/** Each word with one capital, as Go's `cases.Title` writes it. */
const titleOf = (name: string, locale: string): string =>
  [...new Intl.Segmenter(locale, { granularity: 'word' }).segment(name.toLocaleLowerCase(locale))]
    .map(({ segment }) => segment.charAt(0).toLocaleUpperCase(locale) + segment.slice(1))
    .join('')

/** Where the files of a konnector go unless its account says otherwise: `/Administrative/<name>/<account>`. */
export const folderPathFor = (locale: string, name: string, account: Document | undefined): string => {
  const holder = textOf(account?.name).replace(REPLACED, '_') || (account?._id ?? '')
  return `/${administrativeName(locale)}/${titleOf(name, locale)}/${holder}`
}
