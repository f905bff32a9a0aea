import { distance } from 'fastest-levenshtein'

/** The word that was surely meant: near enough for its length, or undefined. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  // Two letters that changed places are two edits.
  const limit = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3))
  const ranked = words
    .filter(candidate => candidate !== word)
    .map(candidate => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.far - other.far)
  const best = ranked[0]
  if (best && best.far <= limit) return best.candidate
  return words.find(candidate => word.length >= 2 && candidate !== word && candidate.startsWith(word))
}
