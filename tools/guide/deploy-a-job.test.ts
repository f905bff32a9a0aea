import { afterAll, expect, it } from '@jest/globals'
import { blocksOf, createGuideRun } from './guide-run.js'

const guide = createGuideRun()

afterAll(() => guide.end())

it('the guide on deploying takes a newcomer to a branch of builds', async () => {
  let said = ''
  for (const block of await blocksOf('deploy-a-job.md')) {
    if (block.needs) continue
    const outcome = await guide.run(block)
    expect({ script: block.script, ...outcome }).toMatchObject({ code: 0 })
    said += outcome.said
  }
  expect(said).toMatch(/^Would deploy \S+ .* to the branch build of origin /m)
  expect(said).toMatch(/^Deployed \S+ .* to the branch build of origin .*tag v1, commit /m)
  expect(said).toMatch(/ Build of \S+ .* from [0-9a-f]+$/m)
}, 180_000)
