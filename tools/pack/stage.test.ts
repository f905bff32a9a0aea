import { afterEach, beforeEach, expect, it } from '@jest/globals'
import fixturify from 'fixturify'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stage } from './stage.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cozy-jobs-stage-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const MANIFEST = { name: '@cozy-jobs/thing', version: '1.0.0', files: ['dist'] }

const staged = async (tree: fixturify.DirJSON): Promise<string> => {
  const folder = join(root, 'thing')
  fixturify.writeSync(root, { thing: { 'package.json': JSON.stringify(MANIFEST), ...tree } })
  return stage(
    { folder, manifest: MANIFEST },
    { into: join(root, 'staged'), types: join(root, 'types'), repository: undefined }
  )
}

it('takes along what users need, and leaves the work tree as it is', async () => {
  const target = await staged({
    'README.md': '# thing\n',
    node_modules: { other: { 'index.js': '' } },
    src: { 'index.ts': '' },
    dist: {
      'index.js': `export const a = 1\n//# sourceMappingURL=index.js.map\n`,
      'index.js.map': '{}',
      testing: { 'host.js': '' },
      inner: { testing: { 'host.js': '' }, 'testing-ground.js': 'export {}\n' }
    }
  })
  const before = fixturify.readSync(join(root, 'thing'))
  expect(fixturify.readSync(target)).toEqual({
    LICENSE: expect.stringContaining('MIT'),
    'README.md': '# thing\n',
    'package.json': expect.stringContaining('"@cozy-jobs/thing"'),
    // No pointer to a map that is not there.
    dist: { 'index.js': 'export const a = 1\n', inner: { 'testing-ground.js': 'export {}\n' } }
  })
  expect(fixturify.readSync(join(root, 'thing'))).toEqual(before)
})

it('has the package make what only users get', async () => {
  const target = await staged({
    dist: {},
    'make.mjs': `import { writeFileSync } from 'node:fs'
export const make = into => writeFileSync(into + '/made.txt', 'made')`
  })
  expect(readFileSync(join(target, 'made.txt'), 'utf8')).toBe('made')
  expect(Object.keys(fixturify.readSync(target))).not.toContain('make.mjs')
})
