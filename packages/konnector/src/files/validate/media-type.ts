import { lookup } from 'mrmime'
import { posix } from 'node:path'

/** Types that say only that something is to be saved. */
const SAYS_NOTHING =
  /^$|octet-stream|^(?:application|binary)\/(?:x-)?(?:force-download|download|binary|unknown|save)|^unknown/

/** Other names of the same type. */
const SAME: Readonly<Record<string, string>> = {
  'application/xml': 'text/xml',
  'application/javascript': 'text/javascript',
  'application/x-zip-compressed': 'application/zip',
  'application/x-pdf': 'application/pdf',
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'application/x-gzip': 'application/gzip',
  'audio/x-wav': 'audio/wav'
}

const bare = (type: string): string => {
  const name = type.split(';')[0]!.trim().toLowerCase()
  return SAME[name] ?? name
}

/** The type that a `Content-Type` says; undefined where it says none that helps. */
export const saidType = (header: string | null | undefined): string | undefined => {
  const type = bare(header ?? '')
  return SAYS_NOTHING.test(type) ? undefined : type
}

/** The type of a name; undefined for an extension that is not known, or none. */
export const typeOfName = (name: string): string | undefined => {
  const extension = posix.extname(name)
  return extension === '' ? undefined : lookup(extension)
}

/** Whether a type is the one of the name. A name whose extension is not known fits all. */
export const isTypeOfName = (type: string, name: string): boolean => {
  const own = typeOfName(name)
  return own === undefined || bare(own) === bare(type)
}
