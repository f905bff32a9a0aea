import { StoreError } from '../errors.js'

/** What CouchDB takes for one part of a name. */
const LONGEST_PART = 238

/**
 * One part of a database's name as the real stack writes it: dots and colons become `-`, capitals small ones. It is not
 * one-to-one, there as here: `io.cozy.A` and `io.cozy.a` are one database, and `a-b` is listed as `a.b`.
 */
const escape = (name: string): string => name.replace(/[.:]/g, '-').toLowerCase()

/** The name of a doctype's database: `cozy1/io-cozy-files`. Throws `database_name_too_long`, `bad_request`. */
export function databaseName(prefix: string, doctype: string): string {
  for (const name of [prefix, doctype]) {
    if (name === '') throw new StoreError('bad_request', 'A name must not be empty')
    if (Buffer.byteLength(name) > LONGEST_PART) {
      throw new StoreError('database_name_too_long', `At least one path segment of \`${name}\` is too long.`)
    }
  }
  return `${escape(prefix)}/${escape(doctype)}`
}

/** The first and the last name that the databases of an instance can have: `0` follows `/`. */
export const namesOf = (prefix: string): { startkey: string; endkey: string } => ({
  startkey: `${escape(prefix)}/`,
  endkey: `${escape(prefix)}0`
})

/** Nothing for a database of somebody else, such as `_users`. */
export function readName(name: string): { prefix: string; doctype: string } | undefined {
  const [prefix, doctype, ...more] = name.split('/')
  if (!prefix || !doctype || more.length > 0) return undefined
  return { prefix, doctype: doctype.replaceAll('-', '.') }
}
