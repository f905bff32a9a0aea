import { afterAll, describe, expect, it } from '@jest/globals'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { blocksOf, createGuideRun } from './guide-run.js'

describe('the guide on trying things', () => {
  const guide = createGuideRun()

  afterAll(() => guide.end())

  it('puts, finds, uploads, exports and imports', async () => {
    const said: string[] = []
    for (const block of await blocksOf('try-things-on-a-stack.md')) {
      if (block.needs) continue
      const ran = await guide.run(block)
      expect({ script: block.script, ...ran }).toMatchObject({ code: 0 })
      said.push(ran.said)
    }
    const [, documents = '', files = '', copied = ''] = said
    expect(documents.match(/^wine /gm)).toHaveLength(1)
    expect(documents).toMatch(/^\[\n\{"_id":"milk"/m)
    expect(documents).toMatch(/^io\.cozy\.groceries +2$/m)
    expect(files).toContain('└── wine.txt')
    expect(files).toContain('One wine, 9.50')
    expect(copied).toMatch(/^io\.cozy\.groceries +2 +0 +0 +0$/m)
    expect(copied).toContain('"label": "Wine"')
    expect(copied).toMatch(/Destroyed copy\.localhost:\d+/)
    expect(existsSync(join(guide.home, 'backup/files.ndjson'))).toBe(true)
  }, 180_000)
})
