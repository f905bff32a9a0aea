import { StoreError } from '../errors.js'

/** What all file systems take for a name. */
const LONGEST_NAME = 240

/**
 * A name as a folder's: small letters, digits, `-`, `_` and inner dots stay; everything else becomes `%` and two
 * digits for each byte, capitals too, because some file systems take `A` for `a`. Throws `database_name_too_long`.
 */
export function toFolderName(name: string): string {
  if (name === '') throw new StoreError('bad_request', 'A name must not be empty')
  const folder = Array.from(Buffer.from(name), (byte, i) => {
    const character = String.fromCharCode(byte)
    const safe = /[a-z0-9_-]/.test(character) || (character === '.' && i > 0)
    return safe ? character : `%${byte.toString(16).padStart(2, '0')}`
  }).join('')
  if (folder.length > LONGEST_NAME) {
    throw new StoreError('database_name_too_long', `At least one path segment of \`${name}\` is too long.`)
  }
  return folder
}

/** Undoes `toFolderName`. */
export const fromFolderName = (folder: string): string =>
  folder.replace(/(?:%[0-9a-f]{2})+/g, run => Buffer.from(run.replaceAll('%', ''), 'hex').toString())
