/** Milliseconds: a longer wait that a stack asks for is not worth it. */
const LONGEST_PAUSE = 30_000

/** Milliseconds that `Retry-After` asks for: seconds or a date. */
const retryAfter = (answer: Response | undefined, now: Date): number | undefined => {
  const asked = answer?.headers.get('retry-after')
  if (!asked) return undefined
  const seconds = Number(asked)
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(asked) - now.getTime()
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined
}

/**
 * Milliseconds before the next try: what the answer asks for, else twice the last time, with a random part so that
 * konnectors that failed together do not come back together.
 */
export const pauseBefore = (
  attempt: number,
  first: number,
  answer: Response | undefined,
  now: Date
): number => {
  const doubled = first * 2 ** (attempt - 1)
  return Math.min(LONGEST_PAUSE, retryAfter(answer, now) ?? doubled * (0.5 + Math.random() / 2))
}
