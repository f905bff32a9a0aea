// Checks the stack against what a real one answered:
//
//   npm run conformance                 all scenarios; the report of a full run without a loss is committed
//   npm run conformance -- apps/serve   one, or some

import { availableParallelism } from 'node:os'
import { checkScenario } from './check-scenario.mjs'
import { scenarioNames } from './read-scenarios.mjs'
import { lostSteps, readReport, writeReport } from './report.mjs'

const all = scenarioNames()
const asked = process.argv.slice(2)
const names = asked.length ? all.filter(name => asked.some(part => name.startsWith(part))) : all
if (names.length === 0) throw new Error(`Failed to find ${asked.join(', ')}: there are ${all.join(', ')}.`)

const count = steps => Object.keys(steps).length
const outcomes = []
const waiting = [...names]

const show = outcome => {
  console.log(`${outcome.name}: ${count(outcome.passed)} passed, ${count(outcome.failed)} failed`)
  if (outcome.said) console.log(outcome.said.trimEnd())
}

const work = async () => {
  for (let name = waiting.shift(); name; name = waiting.shift()) {
    const outcome = await checkScenario(name)
    show(outcome)
    outcomes.push(outcome)
  }
}

await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work))
outcomes.sort((a, b) => (a.name < b.name ? -1 : 1))

const report = readReport()
const lost = outcomes.flatMap(outcome => lostSteps(report, outcome).map(step => `${outcome.name} › ${step}`))
if (lost.length) console.log(`Lost, they passed before:\n  ${lost.join('\n  ')}`)
else if (names.length === all.length) writeReport(outcomes)

const total = of => outcomes.reduce((sum, outcome) => sum + count(outcome[of]), 0)
if (total('failed') > 0) process.exitCode = 1
console.log(`${total('passed')} passed, ${total('failed')} failed`)
