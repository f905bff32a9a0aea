import { describe, expect, it } from '@jest/globals'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isClientDoctype } from './client-doctypes.js'
import { findDoctypes } from './find-doctypes.js'

const MODULES = resolve(dirname(fileURLToPath(import.meta.url)), '../../../../node_modules')

const sourcesOf = (name: string): string[] => {
  const dist = join(MODULES, name, 'dist')
  const files = existsSync(dist) ? readdirSync(dist, { recursive: true, encoding: 'utf8' }) : []
  return files
    .filter(file => file.endsWith('.js') && !/\.spec\.|__tests__|testing|fixtures|mock|tests\.js/i.test(file))
    .map(file => readFileSync(join(dist, file), 'utf8'))
}

const CLIENT = ['cozy-client', 'cozy-stack-client', 'cozy-flags'].flatMap(sourcesOf)

// One line per module, as webpack joins them; the position of each is then its line.
const bundleOf = (...sources: string[]): string => sources.map(source => `(()=>{${source}\n})();`).join('\n')

describe('doctypes that libraries name', () => {
  it('of cozy-client are all on the list', () => {
    const found = CLIENT.map(source => findDoctypes(source))
    const names = new Set(found.flatMap(({ literal, computed }) => [...literal, ...computed]))
    expect(names.size).toBeGreaterThan(20)
    expect([...names].filter(name => !isClientDoctype(name))).toEqual([])
  })

  it('are left out of a bundle that holds cozy-client, and those of the job are found', () => {
    const bundle = bundleOf(...CLIENT, `Q("io.cozy.bank.settings")`, `Q("io.cozy.files")`)
    expect(findDoctypes(bundle)).toEqual({ literal: ['io.cozy.bank.settings'], computed: [] })
  })

  it('are the job’s own where the bundle does not hold cozy-client', () => {
    expect(findDoctypes(`fetch("/data/io.cozy.files/x")`).literal).toEqual(['io.cozy.files'])
  })

  it('are told from those of the job exactly by the source map', () => {
    // Two lines: the first of the job's source, the second of a library.
    const bundle = `Q("io.cozy.files");Q("io.cozy."+x)\nQ("io.cozy.bills");Q("io.cozy.todos."+x)`
    const map = (...sources: string[]) =>
      JSON.stringify({ version: 3, sources, names: [], mappings: 'AAAA;ACAA' })
    const job = 'webpack://job/./src/index.ts'
    const own = { literal: ['io.cozy.files'], computed: ['io.cozy.'] }
    expect(findDoctypes(bundle, { map: map(job, 'webpack://job/./node_modules/lib/index.js') })).toEqual(own)
    expect(findDoctypes(bundle, { map: map(job, 'webpack://job/../../packages/service/client.js') })).toEqual(
      own
    )
    expect(findDoctypes(bundle, { map: map(job, 'webpack://job/./src/lib.ts') })).toEqual({
      literal: ['io.cozy.bills', 'io.cozy.files'],
      computed: ['io.cozy.', 'io.cozy.todos.']
    })
  })

  it('are left out where they stand behind all that the source map knows', () => {
    const bundle = `Q("io.cozy.files")\ncompile("get('/data/io.cozy.settings/x')");Q("io.cozy.todos")`
    const map = JSON.stringify({
      version: 3,
      sources: ['webpack:///src/index.ts'],
      names: [],
      mappings: 'AAAA'
    })
    expect(findDoctypes(bundle, { map })).toEqual({ literal: ['io.cozy.files'], computed: [] })
  })

  it('are left out where they stand on a line of which the source map says nothing', () => {
    const bundle = `Q("io.cozy.files")\nQ("io.cozy.todos")\nQ("io.cozy.bills")`
    const map = JSON.stringify({
      version: 3,
      sources: ['webpack:///src/index.ts'],
      names: [],
      mappings: 'AAAA;;AACA'
    })
    expect(findDoctypes(bundle, { map }).literal).toEqual(['io.cozy.bills', 'io.cozy.files'])
  })

  it('are judged without the source map where it is broken', () => {
    expect(findDoctypes(`Q("io.cozy.bills")`, { map: '{' }).literal).toEqual(['io.cozy.bills'])
  })
})
