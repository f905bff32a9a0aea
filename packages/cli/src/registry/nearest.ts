import { distance } from 'fastest-levenshtein'

/** The word that was surely meant: near enough for its length, or undefined. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3))
  const ranked = words
    .map(candidate => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.far - other.far)
  const best = ranked[0]
  if (best && best.far <= limit) return best.candidate
  return words.find(candidate => word.length >= 2 && candidate.startsWith(word))
}
