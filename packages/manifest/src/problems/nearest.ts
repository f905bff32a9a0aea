import type * as Levenshtein from 'fastest-levenshtein'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Up to a third of the letters may differ, and at least one. */
const usualLimit = (word: string): number => Math.max(1, Math.floor(word.length / 3))

/**
 * The known word that is most like the given one, if any is alike: at most `limit` letters are wrong, absent or too
 * many. The comparison is loaded when needed, for a quick start.
 */
export const nearest = (
  word: string,
  known: readonly string[],
  limit: number = usualLimit(word)
): string | undefined => {
  const { distance } = require('fastest-levenshtein') as typeof Levenshtein
  const ranked = known
    .map(candidate => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
  const best = ranked[0]
  return best && best.far <= limit ? best.candidate : undefined
}
