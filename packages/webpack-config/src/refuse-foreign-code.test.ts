import { describe, expect, it } from '@jest/globals'
import type { DirJSON } from 'fixturify'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.js'
import { runBundle } from './testing/run-bundle.js'
import { withJob } from './testing/temporary-job.js'

/** What a build of a konnector says: '' if it is well. Packages stand in `src/node_modules`. */
const messageFor = (src: DirJSON, more: DirJSON = {}): Promise<string> =>
  withJob({ 'manifest.konnector': '{"slug":"k"}', src, ...more }, folder =>
    build(folder, { mode: 'development' }).then(
      () => '',
      (error: Error) => error.message
    )
  )

const packageWith = (name: string, code: string): DirJSON => ({
  [name]: { 'package.json': JSON.stringify({ name, main: 'main.js', sideEffects: false }), 'main.js': code }
})

describe('a build with code that a job cannot run', () => {
  it('refuses a style sheet', async () => {
    expect(await messageFor({ 'index.ts': `import './page.css'`, 'page.css': 'a {}' })).toBe(
      'Failed to build k: src/index.ts:1:1 imports the style sheet ./page.css, which only a browser can use. Take the import out of what the job runs.'
    )
  })

  it.each(['react-dom', 'react-dom/client', 'cozy-ui/transpiled/react'])('refuses %s', async request => {
    expect(await messageFor({ 'index.ts': `import { x } from '${request}'\nx()` })).toBe(
      `Failed to build k: src/index.ts:1:1 imports ${request}, which only runs in a browser. Move what the job needs to a module without it.`
    )
  })

  it.each(['./compiled.node', 'bindings', 'node-gyp-build'])(
    'refuses the native module %s',
    async request => {
      expect(
        await messageFor({ 'index.js': `console.log(require('${request}'))`, 'compiled.node': '' })
      ).toContain(
        `Failed to build k: src/index.js:1:13 loads the native module ${request}; a stack runs one JavaScript file`
      )
    }
  )

  it('refuses a native module deep inside a package', async () => {
    const message = await messageFor({
      'index.ts': `import { x } from 'with-native'\nconsole.log(x)`,
      node_modules: packageWith('with-native', `exports.x = require('bindings')('x.node')`)
    })
    expect(message).toContain('node_modules/with-native/main.js:1:13 loads the native module bindings')
  })

  it.each(['document', 'window', 'localStorage', 'self', 'location'])(
    'refuses the use of %s in the code of the job',
    async name => {
      expect(await messageFor({ 'index.ts': `const read = () => ${name}.title\nconsole.log(read())` })).toBe(
        `Failed to build k: src/index.ts:1:20 uses \`${name}\`, which only a browser has. Move it to a module that the job does not import, or ask \`typeof ${name} !== 'undefined'\` before.`
      )
    }
  )

  it('refuses a package that needs a window as soon as it is imported', async () => {
    const message = await messageFor({
      'index.ts': `import { width } from 'for-browsers'\nconsole.log(width)`,
      node_modules: packageWith('for-browsers', `exports.width = window.innerWidth`)
    })
    expect(message).toContain('node_modules/for-browsers/main.js:1:17 uses `window`')
  })

  it('tells the place in the source as it was written', async () => {
    const source = `interface Shape {\n  a: string\n}\n\nexport const title = (shape: Shape) =>\n  shape.a + document.title\n`
    expect(
      await messageFor({ 'index.ts': `import { title } from './t.js'\nconsole.log(title)`, 't.ts': source })
    ).toContain('src/t.ts:6:13 uses `document`')
  })

  it('tells all of them at once', async () => {
    const message = await messageFor({
      'index.ts': `import './a.css'\nimport { x } from 'react-dom'\nconsole.log(x, document)`,
      'a.css': ''
    })
    expect(message).toContain('Failed to build k: 3 problems.')
  })
})

describe('a build with code for browsers that a job never reaches', () => {
  it.each([
    ...['localStorage', 'XMLHttpRequest', 'HTMLElement', 'self', 'navigator', 'location'].map(name => [
      `${name} behind a typeof`,
      `if (typeof ${name} !== 'undefined') console.log(${name})`
    ]),
    ['behind a typeof', `console.log(typeof window !== 'undefined' ? window.name : 'node')`],
    ['behind a typeof and &&', `console.log(typeof document !== 'undefined' && document.title)`],
    ['in a local variable of that name', `const window = { name: 'w' }\nconsole.log(window.name)`],
    ['as a property', `console.log({ document: 1 }.document)`]
  ])('takes it %s', async (_, code) => {
    expect(await messageFor({ 'index.ts': code })).toBe('')
  })

  it('takes a function of the job that nobody calls', async () => {
    expect(
      await messageFor({
        'index.ts': `import { sum } from './shared.js'\nconsole.log(sum(1, 2))`,
        'shared.ts': `export const sum = (a: number, b: number) => a + b\nexport const title = () => document.title`
      })
    ).toBe('')
  })

  it('takes a function of a package, and what a package does in a try', async () => {
    expect(
      await messageFor({
        'index.ts': `import { x } from 'in-both-worlds'\nconsole.log(x)`,
        node_modules: packageWith(
          'in-both-worlds',
          `try { exports.w = window.name } catch {}\nexports.x = 1\nexports.show = () => document.body`
        )
      })
    ).toBe('')
  })

  it('takes a module for browsers that the bundle drops', async () => {
    expect(
      await messageFor({
        'index.ts': `import { sum } from 'mixed'\nconsole.log(sum(1, 2))`,
        node_modules: {
          mixed: {
            'package.json': JSON.stringify({ name: 'mixed', module: 'index.mjs', sideEffects: false }),
            'index.mjs': `export { sum } from './sum.mjs'\nexport { View } from './view.mjs'`,
            'sum.mjs': 'export const sum = (a, b) => a + b',
            'view.mjs': `import { render } from 'react-dom'\nexport const View = () => render(document.body)`
          }
        }
      })
    ).toBe('')
  })

  it('takes what package.json allows', async () => {
    expect(
      await messageFor(
        { 'index.ts': `console.log(globalThis === undefined && document)` },
        { 'package.json': JSON.stringify({ cozyJobs: { allow: ['src/index.ts'] } }) }
      )
    ).toBe('')
  })
})

it('leaves an optional native package out, as where it could not be compiled', () =>
  withJob(
    {
      'manifest.konnector': '{}',
      src: {
        'index.js': `let fast = false\ntry { require('./fast.node'); fast = true } catch (error) { console.log(error.code) }\nconsole.log(fast)`
      }
    },
    async folder => {
      writeFileSync(join(folder, 'src/fast.node'), '')
      await build(folder)
      expect(await runBundle(join(folder, 'build/index.js'))).toMatchObject({
        stdout: 'MODULE_NOT_FOUND\nfalse\n',
        code: 0
      })
    }
  ))

it('asks nothing of a package that is linked from elsewhere in the workspace', () =>
  withJob(
    { 'manifest.konnector': '{}', src: { 'index.ts': `import { x } from './linked/x.js'\nconsole.log(x)` } },
    folder =>
      withJob({ 'package.json': '{"name":"linked"}', 'x.ts': 'export const x: number = 3' }, async linked => {
        mkdirSync(join(folder, 'src'), { recursive: true })
        symlinkSync(linked, join(folder, 'src/linked'))
        await build(folder)
        expect(await runBundle(join(folder, 'build/index.js'))).toMatchObject({ stdout: '3\n', code: 0 })
      })
  ))
