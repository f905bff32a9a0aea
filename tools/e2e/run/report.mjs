const time = seconds => `${seconds.toFixed(1).padStart(6)} s`
const MARKS = { passed: '✓', failed: '✗', 'not run': '-' }

/** One result as a line, and below it why it has failed. */
export const lineOf = ({ step, state, seconds, remark, why }) =>
  [
    `${MARKS[state]} ${time(seconds)}  ${step}${remark ? ` (${remark})` : ''}`,
    ...(why ? [why.replace(/^/gm, '      ')] : [])
  ].join('\n')

/** Seconds from the first start to the last end: steps may run at the same time. */
const spanOf = results =>
  Math.max(0, ...results.map(({ began, seconds }) => began / 1000 + seconds)) -
  Math.min(...results.map(({ began }) => began / 1000))

const timesOfPart = (part, results) => {
  const steps = results.filter(each => each.part === part)
  const installs = steps.filter(each => each.installs).reduce((sum, { seconds }) => sum + seconds, 0)
  return { part, steps: spanOf(steps) - installs, installs }
}

/** The times that belong into docs/benchmarks.md, in seconds: those of package managers apart. */
export const timesOf = results => ({
  parts: [...new Set(results.map(({ part }) => part))].map(part => timesOfPart(part, results)),
  steps: results.map(({ part, step, state, seconds, remark }) => ({ part, step, state, seconds, remark }))
})

/** The table of times by part. */
export const tableOf = results => {
  const { parts } = timesOf(results)
  const all = { part: 'all', steps: 0, installs: 0 }
  for (const { steps, installs } of parts) {
    all.steps += steps
    all.installs += installs
  }
  return [
    '| part           |    steps | installs |',
    '| -------------- | -------- | -------- |',
    ...[...parts, all].map(
      ({ part, steps, installs }) => `| ${part.padEnd(14)} | ${time(steps)} | ${time(installs)} |`
    )
  ].join('\n')
}

/** What the run ends with. A step that could not run has shown nothing: it counts as failed. */
export const countOf = results => {
  const passed = results.filter(({ state }) => state === 'passed').length
  return { passed, failed: results.length - passed }
}
