import { expect, it } from '@jest/globals'
import type { DirJSON } from 'fixturify'
import { join } from 'node:path'
import { build } from './build.js'
import { runBundle } from './testing/run-bundle.js'
import { withJob } from './testing/temporary-job.js'

/** A package of that name that says when it is evaluated. */
const standing = (name: string, main: string, code: string): DirJSON => ({
  'package.json': JSON.stringify({ name, main }),
  ...(main.startsWith('dist/') ? { dist: { [main.slice(5)]: code } } : { [main]: code })
})

const COZY_CLIENT = `
Object.defineProperty(exports, '__esModule', { value: true })
console.log('evaluated')
exports.Q = name => 'query of ' + name
exports.default = class CozyClient {}
`

const outputOf = (code: string, modules: DirJSON, more: DirJSON = {}): Promise<string> =>
  withJob(
    { 'manifest.konnector': '{}', src: { 'index.ts': code, node_modules: modules }, ...more },
    async folder => {
      await build(folder)
      const { stdout, stderr } = await runBundle(join(folder, 'build/index.js'))
      return stdout + stderr
    }
  )

it('evaluates cozy-client when one of its exports is used, and once', async () => {
  const code = `
    import CozyClient, { Q } from 'cozy-client'
    console.log('started')
    console.log(Q('a'), Q('b'), new CozyClient() instanceof CozyClient)`
  expect(
    await outputOf(code, { 'cozy-client': standing('cozy-client', 'dist/index.node.js', COZY_CLIENT) })
  ).toBe('started\nevaluated\nquery of a query of b true\n')
})

it('shows all exports of cozy-client to who looks at the whole of it', async () => {
  const code = `
    import * as cozy from 'cozy-client'
    const { Q, ...others } = { ...cozy }
    console.log(Object.keys(others).join(), 'Q' in cozy, 'R' in cozy, Q('c'))`
  expect(
    await outputOf(code, { 'cozy-client': standing('cozy-client', 'dist/index.node.js', COZY_CLIENT) })
  ).toBe('evaluated\ndefault true false query of c\n')
})

const ASKS_FLAG = `
Object.defineProperty(exports, '__esModule', { value: true })
exports.debug = () => String(require('cozy-flags')('debug'))
`
const FLAGS = standing('cozy-flags', 'index.js', `module.exports = name => 'flag ' + name`)

it.each([
  ['its own stand-in where the job asks for no flags', {}, 'null\n'],
  ['the flags that the job depends on', { dependencies: { 'cozy-flags': '4.0.0' } }, 'flag debug\n']
])('gives cozy-client %s', async (_, content, output) => {
  const modules = {
    'cozy-client': standing('cozy-client', 'dist/index.node.js', ASKS_FLAG),
    'cozy-flags': FLAGS
  }
  expect(
    await outputOf(`import { debug } from 'cozy-client'\nconsole.log(debug())`, modules, {
      'package.json': JSON.stringify(content)
    })
  ).toBe(output)
})

it('says that an interactive client is none of a job', async () => {
  const code = `
    import { createClientInteractive } from 'cozy-client'
    try { createClientInteractive() } catch (error) { console.log(error.message) }`
  expect(await outputOf(code, {})).toBe(
    'Failed to create an interactive client: a job has nobody to ask. Use CozyClient.fromEnv(process.env).\n'
  )
})
