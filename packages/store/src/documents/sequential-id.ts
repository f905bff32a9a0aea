import { randomBytes, randomInt } from 'node:crypto'

/** As CouchDB's algorithm `sequential`: 26 digits that are drawn once, and 6 that count up in steps of any length. */
const DRAWN_BYTES = 13
const COUNTED_DIGITS = 6
const END = 0xfff000
const LONGEST_STEP = 0xffe

const step = (): number => randomInt(1, LONGEST_STEP + 1)

let drawn = ''
let counted = END

/**
 * An id that comes after all those that this process was given before, so that a list by id is in the order in which the
 * documents were made, as with CouchDB. Whoever knows one can guess the next: it is no secret.
 */
export function sequentialId(): string {
  counted += step()
  if (counted >= END) {
    drawn = nextDrawn(drawn)
    counted = step()
  }
  return drawn + counted.toString(16).padStart(COUNTED_DIGITS, '0')
}

/** CouchDB draws anew; here what comes later stays later. */
function nextDrawn(before: string): string {
  if (before === '') return randomBytes(DRAWN_BYTES).toString('hex')
  const next = (BigInt(`0x${before}`) + 1n) % (1n << BigInt(DRAWN_BYTES * 8))
  return next.toString(16).padStart(DRAWN_BYTES * 2, '0')
}
