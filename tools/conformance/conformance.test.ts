import { describe, expect, it } from '@jest/globals'
import { checkScenario } from './check-scenario.mjs'
import { LATER } from './later.mjs'
import { scenarioNames } from './read-scenarios.mjs'
import { lostSteps, readReport } from './report.mjs'

const names = scenarioNames()
const report = readReport()

describe('answers as the real stack did', () => {
  it.each(names.filter(name => !LATER.includes(name)))(
    'scenario %s',
    async name => {
      const { said, failed, passed } = await checkScenario(name)
      expect(said).toBe('')
      expect(failed).toEqual({})
      expect(Object.keys(passed)).not.toHaveLength(0)
    },
    120_000
  )

  it.each(LATER)(
    'what was there of scenario %s',
    async name => {
      const outcome = await checkScenario(name)
      expect(lostSteps(report, outcome)).toEqual([])
    },
    120_000
  )

  it('has a report on each scenario', () => {
    expect(Object.keys(report)).toEqual(names)
  })

  it('leaves for later only what is recorded', () => {
    expect(names).toEqual(expect.arrayContaining(LATER))
  })
})
