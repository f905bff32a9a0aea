import { randomBytes, randomInt } from 'node:crypto'
import type { Instance } from '../instances/api.js'
import { signToken } from './token.js'

const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const LENGTH = 12
const DIGITS = 6

const shortcode = (tiny: boolean): string =>
  tiny
    ? String(randomInt(1, 10 ** DIGITS)).padStart(DIGITS, '0')
    : Array.from({ length: LENGTH }, () => CHARACTERS[randomInt(CHARACTERS.length)]).join('')

/** A code and a shortcode for each name. The real stack gives two of one name and second the same code, and then takes neither. */
export const shareCodes = async (
  instance: Instance,
  names: readonly string[],
  options: { tiny: boolean; now: Date }
): Promise<{ codes: Record<string, string>; shortcodes: Record<string, string> }> => {
  const codes: Record<string, string> = {}
  const shortcodes: Record<string, string> = {}
  for (const name of names) {
    codes[name] = await signToken(instance, {
      audience: 'share',
      subject: name,
      issuedAt: options.now.getTime(),
      id: randomBytes(8).toString('hex')
    })
    shortcodes[name] = shortcode(options.tiny)
  }
  return { codes, shortcodes }
}
