import { describe, expect, it } from '@jest/globals'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inWords } from '../schema/words.js'
import type { ManifestKind } from '../types.js'
import { everyAttribute } from './table.js'

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..')
const SEEDS = resolve(REPOSITORY, '../shared/seeds')

/** An attribute that a document names, and the paths that it may have in our table. */
interface Documented {
  document: string
  name: string
  paths: string[]
}

const TABLE_HEADS = ['Field Description', 'Attribute Role']

/** The names in the first column of each table: a head, then a row a line, up to an empty line. */
const tableNames = (text: string): string[] => {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    if (!TABLE_HEADS.includes(line.trim())) return []
    const rows = lines.slice(index + 1)
    const end = rows.findIndex(row => row.trim() === '')
    return rows.slice(0, end).map(row => row.split(' ')[0] ?? '')
  })
}

// Other lists of the documents speak of addresses and queries.
const LIST_HEADS = /explanation of the fields:|Following attributes should be set:/

/** The names of lists such as `• file: …` and `* \`file\`: …`, below a line that says what they are. */
const listNames = (text: string): string[] => {
  const [, ...lists] = text.split(LIST_HEADS)
  return lists.flatMap(list => {
    const items = list.split(/\n\n[^ •*]|\n#/)[0] ?? ''
    return [...items.matchAll(/^\s*[•*]\s+`?([a-z_]+)`?(?: \(\w+\))?: /gm)].map(match => match[1] ?? '')
  })
}

const EXAMPLE = /"([\w$]+)":/g

/** The names in an example that starts with this text, up to the next heading-like line. */
const exampleNames = (text: string, start: string): string[] => {
  const from = text.indexOf(start)
  const example = from === -1 ? '' : (text.slice(from).split(/\n\n\n|\n[A-Z]/)[0] ?? '')
  return [...example.matchAll(EXAMPLE)].map(match => match[1] ?? '')
}

const topLevelNames = (text: string): string[] => {
  const from = text.indexOf('{\n  "version"')
  return from === -1 ? [] : Object.keys(JSON.parse(text.slice(from)) as object)
}

// The documents speak of what lies within these attributes without naming the whole path.
const INNER = [
  'folders[].',
  'services.*.',
  'mobile.',
  'notifications.*.',
  'routes.*.',
  'permissions.*.',
  'developer.'
]

const documentedIn = (document: string): Documented[] => {
  const text = readFileSync(join(SEEDS, document), 'utf8')
  const outer = [...tableNames(text), ...topLevelNames(text)]
  const inner = [
    ...listNames(text),
    ...exampleNames(text, '"/admin": {'),
    ...exampleNames(text, '"collapsible"'),
    ...exampleNames(text, '"defaultDir"').slice(0, 1)
  ].filter(name => name !== 'mail')
  return [
    ...[...new Set(outer)].map(name => ({ document, name, paths: [name] })),
    ...[...new Set(inner)].map(name => ({ document, name, paths: INNER.map(at => at + name) }))
  ]
}

const KINDS: readonly ManifestKind[] = ['webapp', 'konnector']

const check = (documented: Documented): void => {
  const known = KINDS.flatMap(everyAttribute).filter(attribute => documented.paths.includes(attribute.path))
  expect(known).not.toEqual([])
  for (const attribute of known) {
    expect(inWords(attribute.shape.schema)).toMatch(/\w/)
    expect(attribute.description).not.toBe('')
    expect(attribute.refused).toBeDefined()
  }
}

if (existsSync(SEEDS)) {
  const documents = readdirSync(SEEDS).filter(file => file.endsWith('.txt'))
  const documented = documents.flatMap(documentedIn)

  describe('the documents', () => {
    it('name attributes: the walk has found their tables, lists and examples', () => {
      const names = new Set(documented.map(({ name }) => name))
      expect([...names]).toEqual(
        expect.arrayContaining([
          'accept_from_flagship',
          'time_interval',
          'state',
          'debounce',
          'id_appstore',
          'folder'
        ])
      )
      expect(names.size).toBeGreaterThan(55)
    })

    it('are held against the table: an attribute that it has not fails', () => {
      expect(() => check({ document: '', name: 'nonsense', paths: ['nonsense'] })).toThrow('not.toEqual')
    })

    it.each(documented)('name $name in $document, and the table has it', documentedAttribute => {
      check(documentedAttribute)
    })
  })
} else {
  describe.skip(`the documents: skipped, for there is no folder ${SEEDS}`, () => {
    it('name attributes that the table has', () => {
      check({ document: '', name: '', paths: [] })
    })
  })
}
