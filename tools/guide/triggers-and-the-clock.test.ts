import { afterAll, describe, expect, it } from '@jest/globals'
import { blocksOf, createGuideRun } from './guide-run.js'

describe('the guide on triggers and the clock', () => {
  const guide = createGuideRun()

  afterAll(() => guide.end())

  it('moves the clock over all that is due, and says why', async () => {
    const said: string[] = []
    for (const block of await blocksOf('triggers-and-the-clock.md')) {
      if (block.needs) continue
      const ran = await guide.run(block)
      expect({ script: block.script, ...ran }).toMatchObject({ code: 0 })
      said.push(ran.said)
    }
    const [, triggers = '', moved = '', debounced = '', resumed = '', why = ''] = said
    expect(triggers).toContain('every day at 05:00 UTC')
    expect(moved).toContain('2028-03-02T12:00:00.000Z')
    expect(moved.match(/garden\/water/g)).toHaveLength(3)
    expect(moved.match(/garden\/leapDay/g)).toHaveLength(1)
    expect(debounced.match(/onPlant runs/g)).toHaveLength(1)
    expect(resumed).toContain("it runs with the machine's time")
    expect(why).toContain('onPlant')
  }, 180_000)
})
