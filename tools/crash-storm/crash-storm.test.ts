import { describe, expect, it } from '@jest/globals'
import { crashStorm } from './crash-storm.mjs'

// The same, with 1 000 jobs and 100 kills for each of three seeds: `npm run bench -- --only crash-storm`.
const STORM = { jobs: 60, kills: 6 }

describe('a stack that is killed again and again', () => {
  it.each([1, 2, 3])(
    'loses no job, runs none more than twice, and ends all of them (seed %d)',
    async seed => {
      const seen = await crashStorm({ ...STORM, seed })
      expect(seen).toMatchObject({ lost: 0, unfinished: 0, wrong: 0 })
      expect(seen.jobs).toBeGreaterThanOrEqual(STORM.jobs)
      expect(seen.mostRuns).toBeLessThanOrEqual(2)
      expect(seen.settledMs).toBeLessThan(30_000)
    },
    90_000
  )
})
