/** Characters of names and texts, other values counted as eight. */
const SMALL = 16_384

/** Whether a document takes so little that a thousand of them may stay in memory. Stops counting as soon as it is not. */
export const isSmall = (document: object): boolean => {
  let left = SMALL
  const waiting: unknown[] = [document]
  while (waiting.length > 0 && left > 0) {
    const value = waiting.pop()
    if (typeof value === 'string') left -= value.length
    else if (typeof value === 'object' && value !== null) {
      for (const name in value) {
        left -= name.length + 8
        if (left <= 0) return false
        waiting.push((value as Record<string, unknown>)[name])
      }
    }
  }
  return left > 0
}
