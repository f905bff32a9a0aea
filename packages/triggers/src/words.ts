/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** Numbers in ascending order, three or more in a row as `9 to 17`; each is written by `write`. */
export function listRuns(values: readonly number[], write: (value: number) => string = String): string {
  const runs: number[][] = []
  for (const value of values) {
    const run = runs.at(-1)
    if (run !== undefined && run.at(-1) === value - 1) run.push(value)
    else runs.push([value])
  }
  return list(
    runs.flatMap(run => (run.length < 3 ? run.map(write) : [`${write(run[0]!)} to ${write(run.at(-1)!)}`]))
  )
}
