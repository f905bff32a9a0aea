import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { execFileSync } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkManifest } from './check-manifest.js'
import { everyAttribute } from './attributes/table.js'
import { formatProblems } from './problems/format-problems.js'
import { manifestWith } from './testing/checked.js'

const linesOf = (text: string): string[] =>
  formatProblems(checkManifest({ text, file: 'manifest.webapp' })).split('\n')

const syntax = (place: string, why: string, advice: string): string[] => [
  `manifest.webapp:${place} error: Failed to read the manifest: ${why}. ${advice} [json-syntax]`
]

const NAME_MISSING = [
  'the name of an attribute is missing',
  'Write "name": value, and no comma after the last one.'
] as const

describe('checkManifest', () => {
  it('finds nothing in a manifest that is in order', () => {
    expect(checkManifest({ text: JSON.stringify(manifestWith({})), file: 'manifest.webapp' })).toEqual([])
    expect(formatProblems([])).toBe('')
  })

  it.each([
    ['{ "name": "broken", ', '1:21', ...NAME_MISSING],
    ['{\n  "name": "Banks",\n}', '3:1', ...NAME_MISSING],
    ['{\n  // the name\n  "name": "Banks" }', '2:3', 'there is a comment, which JSON has not', 'Remove it.'],
    ['{ "name": "Banks"\n  "slug": "banks" }', '2:3', 'a comma is missing', 'Put one between two members.'],
    ['{ "name" "Banks" }', '1:10', 'a colon is missing', 'Write "name": value.'],
    [
      "{ 'name': 1 }",
      '1:3',
      'there is something that is no JSON',
      'Put text between double quotes, or remove it.'
    ],
    [
      '{ "name": "Banks" } }',
      '1:21',
      'something follows the end of the manifest',
      'Remove what follows the last }.'
    ],
    ['', '1:1', 'a value is missing', 'Add one, or remove the comma before.'],
    ['\uFEFF{}', '1:1', 'a byte order mark stands at its start', 'Save it as UTF-8 without one.']
  ])('says where %j is no JSON', (text, place, why, advice) => {
    expect(linesOf(text).slice(0, -1)).toEqual(syntax(place, why, advice))
  })

  it('tells one mistake of syntax for each line', () => {
    expect(linesOf('{ "name": tru,\n  "slug": nul\n}').slice(0, -1)).toEqual([
      ...syntax(
        '1:11',
        'there is something that is no JSON',
        'Put text between double quotes, or remove it.'
      ),
      ...syntax('2:11', 'there is something that is no JSON', 'Put text between double quotes, or remove it.')
    ])
  })

  it('refuses JSON that is no object', () => {
    expect(linesOf('\n[]')).toEqual([
      'manifest.webapp:2:1 error: Failed to read the manifest: it holds a list instead of an object. Start it with { and end it with }. [not-an-object]',
      '1 error, 0 warnings'
    ])
  })

  it('tells everything at once, in the order of the file', () => {
    const text = `{
  "name": 5, "slug": "banks", "editor": "Cozy", "type": "webapp", "version": "1.0.0",
  "permissions": { "a": { "type": "io.cozy.files", "verbs": ["get"] } },
  "services": {
    "x": { "type": "node", "file": "src/x.ts", "trigger": "@event", "debounce": "@3m" }
  },
  "licence": "MIT"
}`
    const problems = checkManifest({ text, file: 'manifest.webapp' })
    expect(problems.map(({ line, column, path, code }) => `${line}:${column} ${path} ${code}`)).toEqual([
      '2:11 name attribute-invalid',
      '3:62 permissions.a.verbs[0] attribute-invalid',
      '5:36 services.x.file service-file-is-source',
      '5:59 services.x.trigger trigger-invalid',
      '5:81 services.x.debounce debounce-invalid',
      '7:3 licence attribute-unknown'
    ])
    expect(formatProblems(problems).split('\n').at(-1)).toBe('3 errors, 3 warnings')
  })

  it('tells the kind from the end of the file’s name, else from its type', () => {
    const text = JSON.stringify(manifestWith({ frequency: 'daily' }, 'konnector'))
    expect(checkManifest({ text, file: 'manifest.konnector' })).toEqual([])
    expect(checkManifest({ text, file: 'package.json' })).toEqual([])
    expect(checkManifest({ text, file: 'manifest.webapp' }).map(({ code }) => code)).toEqual([
      'attribute-invalid',
      'attribute-of-other-kind'
    ])
  })

  it('colours errors red and warnings yellow', () => {
    const text = JSON.stringify(manifestWith({ name: 1, banana: 1 }))
    const colored = formatProblems(checkManifest({ text, file: 'm' }), { color: true })
    expect(colored).toContain('m:1:9 \u001B[31merror\u001B[39m: ')
    expect(colored).toContain(' \u001B[33mwarning\u001B[39m: ')
  })

  it('answers to any JSON, with places inside the text', () => {
    const names = everyAttribute('webapp').map(({ name }) => name)
    const nested = fc.dictionary(
      fc.oneof(fc.constantFrom(...names), fc.string()),
      fc.jsonValue({ maxDepth: 4 })
    )
    fc.assert(
      fc.property(nested, fc.constantFrom('webapp', 'konnector'), (manifest, kind) => {
        const text = JSON.stringify(
          { services: { x: manifest }, routes: { x: manifest }, ...manifest },
          null,
          1
        )
        const lines = text.split('\n')
        for (const { line, column } of checkManifest({ text, file: 'm', kind: kind })) {
          expect(lines[line - 1]?.length).toBeGreaterThanOrEqual(column - 1)
        }
      })
    )
  })

  it('answers to any text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(checkManifest({ text, file: 'm' }).length).toBeGreaterThan(0)
      })
    )
  })

  it('loads what checking needs when something is checked, not before', () => {
    const dist = resolve(dirname(fileURLToPath(import.meta.url)), '../dist/index.js')
    const script = `
      const { checkManifest, parseManifest } = await import(${JSON.stringify(`file://${dist}`)})
      const { createRequire } = await import('node:module')
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).length
      parseManifest('{}', 'webapp')
      const before = loaded()
      checkManifest({ text: '{}', file: 'manifest.webapp' })
      console.log(JSON.stringify([before, loaded() > 0]))`
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(JSON.parse(output)).toEqual([0, true])
  })
})
