import { describe, expect, it } from '@jest/globals'
import { checkScenario } from './check-scenario.mjs'
import { scenarioNames } from './read-scenarios.mjs'
import { readReport } from './report.mjs'

const names = scenarioNames()
const report = readReport()

describe('answers as the real stack did', () => {
  it.each(names)(
    'scenario %s',
    async name => {
      const { said, failed, passed } = await checkScenario(name)
      expect(said).toBe('')
      expect(failed).toEqual({})
      expect(Object.keys(passed)).not.toHaveLength(0)
    },
    120_000
  )

  it('has a report on each scenario', () => {
    expect(Object.keys(report)).toEqual(names)
  })
})
