import { readdirSync, readFileSync } from 'node:fs'

const sample = (into: Set<string>): void => {
  for (const id of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      into.add(readFileSync(`/proc/${id}/cmdline`, 'latin1').replaceAll('\0', ' '))
    } catch {
      // It has ended in the meantime.
    }
  }
}

/** All that a list of processes shows while something goes on, looked at again and again. */
export const argumentsDuring = async (work: Promise<unknown>): Promise<string[]> => {
  const seen = new Set<string>()
  let isOver = false
  const over = work.finally(() => (isOver = true)).catch(() => undefined)
  const look = (): void => {
    sample(seen)
    if (!isOver) setImmediate(look)
  }
  look()
  await over
  return [...seen]
}
