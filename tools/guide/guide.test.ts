import { afterAll, describe, expect, it } from '@jest/globals'
import { blocksOf, createGuideRun } from './guide-run.js'

describe('the guide on services', () => {
  const guide = createGuideRun()

  afterAll(() => guide.end())

  it('takes a newcomer from nothing to an installed service that runs', async () => {
    let said = ''
    for (const block of await blocksOf('develop-a-service.md')) {
      const outcome = await guide.run(block)
      expect({ script: block.script, ...outcome }).toMatchObject({ code: 0 })
      said += outcome.said
    }
    expect(said).toContain('named Ada Lovelace')
    expect(said).toContain('nameContacts.js')
    expect(await guide.stackSays('named Grace Hopper')).toContain('tidy-contacts/nameContacts')
  }, 180_000)
})
