const FIRST_SURROGATE = 0xd800
const AFTER_SURROGATES = 0xe000

/** Surrogates stand for code points above all others, though their units are below U+E000 to U+FFFF. */
const rank = (unit: number): number =>
  unit < FIRST_SURROGATE ? unit : unit < AFTER_SURROGATES ? unit + 0x2000 : unit - 0x800

/**
 * Orders strings as their UTF-8 bytes are ordered, which is CouchDB's raw collation of ids. JavaScript's `<`
 * differs from it for characters outside the basic plane.
 */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}
