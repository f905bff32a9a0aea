import { createContext, Script } from 'node:vm'
import { StoreError } from '../errors.js'
import { collectQuantifiers } from './regex-quantifiers.js'

/** Milliseconds for one text, and for all of one query: while a pattern is tried nothing else runs. */
const PER_TEXT = 100
const PER_QUERY = 1000

/** Up to this length a pattern without repeated groups is tried as it is. */
const LONG_TEXT = 10_000

const script = new Script('run()')

/** Runs something that may go on for hours; nothing where the time was not enough. */
function withinTime<Result>(run: () => Result): Result | undefined {
  try {
    return script.runInContext(createContext({ run }), { timeout: PER_TEXT }) as Result
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined
    throw error
  }
}

/**
 * Makes a test of texts that ends: JavaScript's regular expressions have no limit, where a pattern such as `(a+)+$`
 * takes years. As in CouchDB, a text that takes too long does not match. Throws `bad_arg` where a query goes on so.
 */
export function limitRegex(regex: RegExp): (text: string) => boolean {
  const { unbounded, ofGroups } = collectQuantifiers(regex.source)
  const isRisky = ofGroups || unbounded > 2
  let left = PER_QUERY
  return text => {
    if (!isRisky && (unbounded === 0 || text.length < LONG_TEXT)) return regex.test(text)
    if (left <= 0) throw new StoreError('bad_arg', 'Bad argument for operator $regex: it takes too long')
    const began = performance.now()
    const matches = withinTime(() => regex.test(text))
    if (matches === undefined) left -= performance.now() - began
    return matches ?? false
  }
}
