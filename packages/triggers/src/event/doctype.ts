/** Whether the stack takes a name for a doctype in a rule (model/permission/doctype.go, CheckDoctypeName). */
export function isDoctype(name: string): boolean {
  let plain = name
  if (isWildcard(name)) {
    // A wildcard on a domain as large as io.cozy is refused.
    if (name.split('.').length < 4) return false
    plain = name.slice(0, -'.*'.length)
  }
  return /^[\p{Ll}\p{Nd}_]+(\.[\p{Ll}\p{Nd}_]+)*$/u.test(plain)
}

/** `io.cozy.bank.*`: good in a permission, but no change has such a doctype. */
export function isWildcard(doctype: string): boolean {
  return doctype.endsWith('.*')
}
