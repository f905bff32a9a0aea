/** The value below which the share `q` of the sorted values lies. */
export const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]
}

export const median = values => quantile(values, 0.5)

export const round = (value, digits = 1) => Math.round(value * 10 ** digits) / 10 ** digits

/** Milliseconds that `work` took. */
export const timed = async work => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Runs the works in turn, A B A B …, so that a drift of the machine's speed meets all alike. */
export const alternate = async (times, works) => {
  const taken = works.map(() => [])
  for (let i = 0; i < times; i++) {
    for (const [index, work] of works.entries()) taken[index].push(await timed(work))
  }
  return taken
}
