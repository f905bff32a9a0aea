import { decodeText } from '../http/charset/detect-charset.js'
import type { RequestOptions } from './options.js'

/** The body as the options want it: bytes for `encoding: null`, JSON where there is some, text otherwise. */
export const parseBody = (
  bytes: Buffer,
  contentType: string,
  { encoding, json }: RequestOptions
): unknown => {
  if (encoding === null) return bytes
  const text = Buffer.isEncoding(encoding ?? '')
    ? bytes.toString(encoding as BufferEncoding).replace(/^\ufeff/, '')
    : decodeText(bytes, contentType, encoding)
  if (!json) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
