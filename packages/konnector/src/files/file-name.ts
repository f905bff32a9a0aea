import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import type { FileEntry } from './entry.js'

// eslint-disable-next-line no-control-regex -- control characters are what a Cozy refuses
const REFUSED = /[/?<>\\:*|"\x00-\x1f\x7f]/g

/** Takes out of a name what a Cozy or another system refuses. A name of dots alone is none. */
export const sanitizeFileName = (name: string): string => name.replace(/^\.+$/, '').replace(REFUSED, '')

const nameInUrl = (url: unknown): string => {
  if (typeof url !== 'string' || url === '') return ''
  return posix.basename(new URL(url, 'http://relative.invalid').pathname)
}

/** The name of an entry's file: `filename`, else the end of `fileurl`. Empty where neither says one. */
export const fileNameOf = ({ filename, fileurl }: FileEntry): string =>
  sanitizeFileName(typeof filename === 'string' && filename !== '' ? filename : nameInUrl(fileurl))

/** Another name for a file whose own is that of another one: the same in each run. */
export const distinctName = (name: string, key: string): string => {
  const extension = posix.extname(name)
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 8)
  return `${name.slice(0, name.length - extension.length)}-${mark}${extension}`
}
