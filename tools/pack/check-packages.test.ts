import { afterEach, beforeEach, expect, it } from '@jest/globals'
import fixturify, { type DirJSON } from 'fixturify'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPackages } from './check-packages.mjs'
import { importsOf } from './imports-of.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cozy-jobs-check-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const MANIFEST = {
  name: 'thing',
  version: '1.0.0',
  license: 'MIT',
  type: 'module',
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } }
}

const GOOD: DirJSON = {
  LICENSE: 'MIT',
  'README.md': '# thing\n',
  dist: {
    'index.js': `import { load } from 'cheerio'\nexport const a = load\n`,
    'index.d.ts': 'export declare const a: unknown\n'
  }
}

const packed = (tree: DirJSON, more: object = { dependencies: { cheerio: '1.2.0' } }) => {
  const manifest = { ...MANIFEST, ...more }
  fixturify.writeSync(root, { thing: { 'package.json': JSON.stringify(manifest), ...tree } })
  const said = execFileSync('npm', ['pack', './thing', '--json'], { cwd: root, encoding: 'utf8' })
  const [{ filename, files }] = JSON.parse(said) as [{ filename: string; files: { path: string }[] }]
  return { name: 'thing', file: join(root, filename), contents: files.map(({ path }) => path), manifest }
}

it('finds nothing wrong with a package that is right', async () => {
  expect(await checkPackages([packed(GOOD)])).toEqual([])
})

it('tells each thing that is wrong', async () => {
  const { LICENSE: _absent, ...rest } = GOOD
  const tree: DirJSON = {
    ...rest,
    'notes.txt': '',
    src: { 'index.ts': '' },
    dist: {
      'index.js': `import x from 'left-pad'\nexport const a = x\n`,
      'index.js.map': '{}',
      'a.test.js': ''
    }
  }
  const problems = (await checkPackages([packed(tree, {})])).join('\n')
  for (const problem of [
    'thing: LICENSE is absent',
    'thing: src/index.ts is of no use to who installs it',
    'thing: dist/index.js.map is of no use to who installs it',
    'thing: dist/a.test.js is of no use to who installs it',
    'thing: notes.txt is not expected',
    'thing: dist/index.js imports left-pad, which is no dependency',
    'thing: publint: '
  ]) {
    expect(problems).toContain(problem)
  }
})

it('reads what modules and declarations import: names of packages, without Node’s own and without paths', async () => {
  const { file } = packed({
    ...GOOD,
    bin: { 'thing.js': `#!/usr/bin/env node\nimport 'node:fs'\nimport 'path'\nimport '../dist/index.js'\n` },
    dist: {
      'index.js': `export * from '@scope/one/deep/path.js'\nconst later = () => import('two/x')\n`,
      'index.d.ts': `import type { X } from 'three'\nexport type Y = import('four').Z | X\n`
    }
  })
  expect(Object.fromEntries(await importsOf(file))).toEqual({
    '@scope/one': 'dist/index.js',
    two: 'dist/index.js',
    three: 'dist/index.d.ts',
    four: 'dist/index.d.ts'
  })
})
