import { nearest as nearestWord } from '@cozy-jobs/manifest/nearest'

/** The word that was surely meant: near enough for its length, or one that begins so. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const others = words.filter(candidate => candidate !== word)
  // Two letters that changed places are two edits.
  const limit = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3))
  return (
    nearestWord(word, others, limit) ??
    others.find(candidate => word.length >= 2 && candidate.startsWith(word))
  )
}
