import { afterAll, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../stack-process/stack-process.mjs'
import { blocksOf, createGuideRun } from './guide-run.js'

const PAGE = 'instances-and-the-real-cli.md'

describe('the guide on instances', () => {
  const guide = createGuideRun()

  afterAll(() => guide.end())

  it('makes instances that do not see each other, and destroys one', async () => {
    const said: string[] = []
    for (const block of await blocksOf(PAGE)) {
      if (block.needs) continue
      const ran = await guide.run(block)
      expect({ script: block.script, ...ran }).toMatchObject({ code: 0 })
      said.push(ran.said)
    }
    const [, made = '', asked = '', changed = ''] = said
    expect(made).toContain('{"count":3}')
    expect(asked).toContain('"label":"Milk"')
    expect(asked).toContain('Invalid JWT token')
    expect(changed).toContain('"locale":"fr"')
    expect(changed).toContain('{"count":2}')
  }, 180_000)

  it('says which of its blocks no test runs', () => {
    expect(readFileSync(join(ROOT, 'docs/guide', PAGE), 'utf8')).toContain(
      'which the test of this page does not run'
    )
  })
})
