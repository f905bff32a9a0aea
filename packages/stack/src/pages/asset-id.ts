import { posix } from 'node:path'

/**
 * Whether a file's name says what is in it, so that it may be kept for ever: ten or more hexadecimal digits between the
 * first two dots, as in `icon.badbeefbadbeef.1.png`, or the word `immutable`.
 */
export const hasAssetId = (path: string): boolean => {
  const [, id, ...extensions] = posix.basename(path).split('.')
  return id !== undefined && extensions.length > 0 && /^(?:[0-9a-f]{10,}|immutable)$/i.test(id)
}
