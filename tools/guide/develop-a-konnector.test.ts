import { afterAll, describe, expect, it } from '@jest/globals'
import { blocksOf, createGuideRun } from './guide-run.js'

describe('the guide on konnectors', () => {
  const guide = createGuideRun()

  afterAll(() => guide.end())

  it('takes a newcomer from nothing to a konnector that doubles nothing', async () => {
    let said = ''
    for (const block of await blocksOf('develop-a-konnector.md')) {
      if (block.needs) continue
      const outcome = await guide.run(block)
      expect({ script: block.script, ...outcome }).toMatchObject({ code: 0 })
      said += outcome.said
    }
    expect(said).toContain('To be filled in: login, password.')
    expect(said).toContain('io.cozy.bills  2')
    expect(said).toContain('fixtures/provider.har answered 1 request.')
    expect(said.match(/^The same: after /gm)).toHaveLength(2)
    expect(said).not.toContain('open-sesame')
  }, 180_000)
})
