import { PASSPHRASE_ERRORS } from './errors.js'

/** How often a passphrase may be hashed before it is sent: less is unsafe, more makes a browser stand still. */
const LEAST = 50_000
const MOST = 5_000_000

/** Throws 422 for a number that is out of bounds; 0, for the stack to choose, passes where `mayBeAbsent`. */
export const checkIterations = (iterations: number, { mayBeAbsent = true } = {}): void => {
  if (iterations < LEAST && !(mayBeAbsent && iterations === 0)) throw PASSPHRASE_ERRORS.tooFewIterations()
  if (iterations > MOST) throw PASSPHRASE_ERRORS.tooManyIterations()
}
