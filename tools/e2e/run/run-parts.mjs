/**
 * Steps that belong together.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string[]} [needs] - parts that must have passed before
 * @property {boolean} [independent] - a step that fails does not keep the others from running
 * @property {number} [atOnce] - so many of its steps run at the same time
 * @property {import('./step.mjs').Step[]} steps
 */

/** The named parts with all that they need, in the order of the run. All without a name. */
export const choose = (parts, names) => {
  if (names.length === 0) return parts
  const chosen = new Set()
  const add = name => {
    const part = parts.find(each => each.name === name)
    if (!part) throw new Error(`there is no part "${name}". Use ${parts.map(each => each.name).join(', ')}.`)
    chosen.add(part)
    part.needs?.forEach(add)
  }
  names.forEach(add)
  return parts.filter(part => chosen.has(part))
}

const runStep = async ({ name, run, installs }, part, scene) => {
  const began = performance.now()
  const outcome = await run(scene).then(
    remark => ({ state: 'passed', ...(remark && { remark }) }),
    error => ({ state: 'failed', why: error.message })
  )
  return { part, step: name, installs, began, seconds: (performance.now() - began) / 1000, ...outcome }
}

const notRun = ({ name, installs }, part) => ({
  part,
  step: name,
  installs,
  state: 'not run',
  began: performance.now(),
  seconds: 0
})

const runPart = async ({ name, steps, independent = false, atOnce = 1 }, scene, tell) => {
  const results = new Array(steps.length)
  const ahead = steps.entries()
  let isBroken = false
  const work = async () => {
    for (const [index, each] of ahead) {
      const stops = (isBroken && !independent) || scene.signal.aborted
      results[index] = stops ? notRun(each, name) : await runStep(each, name, scene)
      if (results[index].state === 'failed') isBroken = true
      tell(results[index])
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}

/**
 * Runs the parts one after the other.
 *
 * @returns for each step `{ part, step, installs, began, seconds, state, remark?, why? }`: milliseconds since the start of
 *   the process, and a state of passed, failed or not run
 */
export const runParts = async (parts, scene, { enter, tell }) => {
  const results = []
  const broken = new Set()
  for (const part of parts) {
    enter(part.name)
    const lacks = part.needs?.some(name => broken.has(name)) ?? false
    const done = lacks ? part.steps.map(each => notRun(each, part.name)) : await runPart(part, scene, tell)
    if (lacks) done.forEach(tell)
    if (done.some(({ state }) => state !== 'passed')) broken.add(part.name)
    results.push(...done)
  }
  return results
}
