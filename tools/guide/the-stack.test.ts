import { afterAll, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ROOT } from '../stack-process/stack-process.mjs'
import { blocksOf, createGuideRun } from './guide-run.js'

/** What the page's other blocks need: no machine has to have it for these tests. */
const NOT_RUN = ['terminal', 'go', 'docker']

describe('the guide on the stack', () => {
  const guide = createGuideRun()

  afterAll(() => guide.end())

  it('runs services by Node itself, then by a launcher of its own', async () => {
    for (const block of await blocksOf('the-stack.md')) {
      if (block.needs) continue
      const { code, said } = await guide.run(block)
      expect({ script: block.script, code, said }).toMatchObject({ code: 0 })
      if (block.script.includes('"Milk"')) await guide.stackSays('hello Milk')
      if (block.script.includes('clock advance')) await guide.stackSays('good morning')
    }
    expect(await guide.stackSays('hello Bread')).toContain('hello/onTodo')
    const log = (file: string) => readFileSync(join(guide.home, file), 'utf8')
    // The launcher's `tee` says a line before it writes it down.
    while (!log('.cozy/services.log').includes('hello Bread')) await wait(10)
    await guide.stopStack()
    expect(log('.cozy-jobs/services.log')).toMatch(/hello Milk[^]*good morning[^]*hello Bread/)
    expect(log('.cozy/services.log')).not.toContain('hello Milk')
  }, 180_000)

  it('says of each block that this test does not run what it needs', async () => {
    const page = readFileSync(join(ROOT, 'docs/guide/the-stack.md'), 'utf8')
    const needs = (await blocksOf('the-stack.md')).flatMap(block => block.needs ?? [])
    expect(needs.toSorted()).toEqual(expect.arrayContaining(['docker', 'go']))
    expect(needs.filter(need => !NOT_RUN.includes(need))).toEqual([])
    expect(page).toContain('which the test of this page does not run')
  })
})
