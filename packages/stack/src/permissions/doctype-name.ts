const CHARACTERS = /^[\p{Ll}\p{Nd}._]+$/u

const WILDCARD = '.*'

export const isWildcard = (doctype: string): boolean => doctype.endsWith(WILDCARD)

export const trimWildcard = (doctype: string): string =>
  isWildcard(doctype) ? doctype.slice(0, -WILDCARD.length) : doctype

/**
 * Whether it is a name of a doctype: small letters, digits, `.` and `_`, no dot at an end, no two in a row. With
 * `wildcard`, `io.cozy.bank.*` is one too, while `io.cozy.*` reaches too far.
 */
export const isDoctypeName = (doctype: string, options: { wildcard?: boolean } = {}): boolean => {
  if (options.wildcard && isWildcard(doctype)) {
    if (doctype.split('.').length < 4) return false
    doctype = trimWildcard(doctype)
  }
  return (
    CHARACTERS.test(doctype) && !doctype.startsWith('.') && !doctype.endsWith('.') && !doctype.includes('..')
  )
}
