/** How CouchDB knows a doctype of an instance. */
export const databaseName = (prefix: string, doctype: string): string =>
  `${prefix}/${doctype}`.replace(/[.:]/g, '-').toLowerCase()

/** As CouchDB escapes a name in the addresses that it tells: it leaves `:` as it is. */
export const escapeInAddress = (name: string): string =>
  encodeURIComponent(name)
    .replaceAll('%3A', ':')
    .replace(/[!'()*~]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
