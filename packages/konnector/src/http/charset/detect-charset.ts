import { decode } from './decode.js'

/** Where a document says its charset, in the first bytes: as far as browsers look. */
const LOOKED_AT = 1024

const BYTE_ORDER_MARKS: readonly (readonly [label: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]]
]

const isKnown = (label: string | undefined): label is string => {
  if (label === undefined || label === '') return false
  try {
    new TextDecoder(label)
    return true
  } catch {
    return false
  }
}

const fromHeader = (contentType: string): string | undefined =>
  /charset\s*=\s*["']?\s*([^\s"';,]+)/i.exec(contentType)?.[1]

const fromMarkup = (bytes: Uint8Array): string | undefined => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, LOOKED_AT)).toString(
    'latin1'
  )
  const declared =
    /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1] ??
    /<meta[^>]+?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head)?.[1]
  // A document that says UTF-16 in letters of one byte is not UTF-16.
  return declared !== undefined && /^utf-?16/i.test(declared) ? 'utf-8' : declared
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/**
 * The charset of a document, as browsers find it: byte order mark, then header, then what the document says of itself.
 * Where nothing does, UTF-8 if it is that, windows-1252 otherwise. A name that nobody knows counts for nothing.
 */
export const detectCharset = (bytes: Uint8Array, contentType = ''): string => {
  for (const [label, mark] of BYTE_ORDER_MARKS) {
    if (mark.every((byte, index) => bytes[index] === byte)) return label
  }
  const header = fromHeader(contentType)
  if (isKnown(header)) return header
  const declared = /json|javascript|text\/plain|css/i.test(contentType) ? undefined : fromMarkup(bytes)
  if (isKnown(declared)) return declared
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

/** Its text. @param encoding the charset where it is known; any name that browsers know */
export const decodeText = (bytes: Uint8Array, contentType?: string, encoding?: string): string =>
  decode(bytes, encoding ?? detectCharset(bytes, contentType))
