import { describe, expect, it } from '@jest/globals'
import { appendFileSync, cpSync, readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from '../build.js'
import { runBundle } from '../testing/run-bundle.js'
import { withJob } from '../testing/temporary-job.js'
import { prebuiltFile, readDescription } from './description.js'
import { LIBRARIES } from './libraries.js'

const CHEERIO = fileURLToPath(new URL('../../../../node_modules/cheerio', import.meta.url))

/** Builds a konnector of this source and runs it: what it says, and which libraries are behind it. */
const built = (
  code: string,
  { dependencies = {}, prepare }: { dependencies?: object; prepare?: (folder: string) => void } = {}
): Promise<{ output: string; libraries: string[] }> =>
  withJob(
    {
      'manifest.konnector': '{}',
      'package.json': JSON.stringify({ dependencies }),
      src: { 'index.ts': code }
    },
    async folder => {
      prepare?.(folder)
      await build(folder)
      const file = join(folder, 'build/index.js')
      const { stdout, stderr } = await runBundle(file)
      const text = readFileSync(file, 'utf8')
      return {
        output: stdout + stderr,
        libraries: LIBRARIES.map(({ name }) => name).filter(name =>
          text.includes(`function __cozyJobs_${name.replaceAll('-', '_')}(`)
        )
      }
    }
  )

const HEADING = `console.log(load('<h1>Bills</h1>')('h1').text())`

describe('a prebuilt library', () => {
  it.each([
    ['import of a name', `import { load } from 'cheerio'\n${HEADING}`],
    ['import of all', `import * as cheerio from 'cheerio'\nconst { load } = cheerio\n${HEADING}`],
    ['require', `const { load } = require('cheerio')\n${HEADING}`],
    ['import at run time', `void import('cheerio').then(({ load }) => ${HEADING})`]
  ])('answers an %s', async (_, code) => {
    expect(await built(code)).toEqual({ output: 'Bills\n', libraries: ['cheerio'] })
  })

  it('is one copy, however its modules are asked for', async () => {
    const code = `
      import { models } from 'cozy-client'
      import { Qualification } from 'cozy-client/dist/models/document/qualification'
      console.log(models.document.Qualification === Qualification)`
    expect(await built(code)).toEqual({ output: 'true\n', libraries: ['cozy-client'] })
  })

  it('is told by the source map from the code of the job', () =>
    withJob(
      { 'manifest.konnector': '{}', src: { 'index.ts': `import { load } from 'cheerio'\n${HEADING}` } },
      async folder => {
        await build(folder)
        const lines = readFileSync(join(folder, 'build/index.js'), 'utf8').split('\n')
        const map = readFileSync(join(folder, 'build/index.js.map'), 'utf8')
        const sources = new SourceMap(JSON.parse(map) as SourceMapPayload)
        const sourceAt = (line: number, column: number): string => {
          const place = sources.findEntry(line, column)
          return 'originalSource' in place ? `${place.originalSource} ${place.generatedLine}` : ''
        }
        const first = lines.findIndex(line => line.startsWith('function __cozyJobs_cheerio('))
        const own = lines.findIndex(line => line.includes('<h1>Bills</h1>'))
        expect(sourceAt(own, lines[own]!.indexOf('<h1>Bills</h1>'))).toBe(`webpack:///src/index.ts ${own}`)
        const library = 'webpack:///@cozy-jobs/webpack-config/dist/prebuilt/cheerio.cjs'
        for (const line of [first, first + 1]) expect(sourceAt(line, 40)).toBe(`${library} ${line}`)
      }
    ))

  it('is left out of what does not use it', async () => {
    expect(await built(`console.log('none')`)).toEqual({ output: 'none\n', libraries: [] })
  })

  it('is taken for a copy that is the same, not for one that is patched', async () => {
    const code = `import { load } from 'cheerio'\n${HEADING}`
    const copy = (folder: string): void =>
      cpSync(CHEERIO, join(folder, 'src/node_modules/cheerio'), { recursive: true })
    expect(await built(code, { prepare: copy })).toEqual({ output: 'Bills\n', libraries: ['cheerio'] })
    const patch = (folder: string): void => {
      copy(folder)
      const file = join(folder, 'src/node_modules/cheerio/dist/esm/load-parse.js')
      appendFileSync(file, `\nconsole.log('patched')\n`)
    }
    expect(await built(code, { prepare: patch })).toEqual({ output: 'patched\nBills\n', libraries: [] })
  })

  it('gives way to cozy-client as it is where the job brings a package that cozy-client asks for', async () => {
    const code = `import { Q } from 'cozy-client'\nconsole.log(Q('io.cozy.bills').doctype)`
    const dependencies = { 'cozy-logger': '1.17.0' }
    expect(await built(code)).toEqual({ output: 'io.cozy.bills\n', libraries: ['cozy-client'] })
    const standing = (folder: string): void =>
      cpSync(
        fileURLToPath(new URL('../../runtime/cozy-logger.cjs', import.meta.url)),
        join(folder, 'src/node_modules/cozy-logger/index.js')
      )
    expect(await built(code, { dependencies, prepare: standing })).toEqual({
      output: 'io.cozy.bills\n',
      libraries: []
    })
  }, 90_000)

  it.each(LIBRARIES.map(({ name }) => name))('has the licences of all that is in it: %s', name => {
    const { packages = [] } = readDescription(name) ?? {}
    expect(packages).toContain(name)
    const licences = readFileSync(prebuiltFile(name, 'LICENSES.txt'), 'utf8')
    const named = licences.match(/^\S+ \d+\.\d+\.\d+\S* \(.+\)$/gm) ?? []
    expect(named.map(line => line.split(' ')[0]).sort()).toEqual([...packages].sort())
  })
})
