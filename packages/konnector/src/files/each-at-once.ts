/**
 * Works through items, so many at once. Stops to begin new ones after the first error or answer of false; those under
 * way come to their end before it settles.
 *
 * @throws the first error
 */
export const eachAtOnce = async <T>(
  items: Iterable<T>,
  concurrency: number,
  work: (item: T) => Promise<boolean>
): Promise<void> => {
  const queue = items[Symbol.iterator]()
  const errors: unknown[] = []
  let goesOn = true
  const one = async (): Promise<void> => {
    while (goesOn) {
      const next = queue.next()
      if (next.done) return
      try {
        if (!(await work(next.value))) goesOn = false
      } catch (error) {
        goesOn = false
        errors.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, one))
  if (errors.length > 0) throw errors[0]
}
