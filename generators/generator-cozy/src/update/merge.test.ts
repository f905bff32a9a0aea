import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { mergeFile } from './merge-file.js'
import { mergeTrees } from './merge-trees.js'

const LABEL = 'templates 0.2.0'
const lines = (...all: string[]): string => all.map(line => `${line}\n`).join('')
const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

describe('lines', () => {
  const base = lines('a', 'b', 'c', 'd', 'e', 'f', 'g')

  it('both survive where they do not meet', () => {
    const merged = mergeFile('a.ts', base, base.replace('b', 'mine'), base.replace('f', 'theirs'), LABEL)
    expect(merged).toEqual({ content: lines('a', 'mine', 'c', 'd', 'e', 'theirs', 'g'), hasConflict: false })
  })

  it('a conflict is marked as git does', () => {
    const merged = mergeFile('a.ts', base, base.replace('c', 'mine'), base.replace('c', 'theirs'), LABEL)
    expect(merged).toEqual({
      content: lines(
        'a',
        'b',
        '<<<<<<< yours',
        'mine',
        '=======',
        'theirs',
        `>>>>>>> ${LABEL}`,
        'd',
        'e',
        'f',
        'g'
      ),
      hasConflict: true
    })
  })

  it('the same change of both is none', () => {
    const both = base.replace('c', 'x')
    expect(mergeFile('a.ts', base, both, both, LABEL)).toEqual({ content: both, hasConflict: false })
  })

  it('line ends of the person stay', () => {
    const yours = base.replace('b', 'mine').replaceAll('\n', '\r\n')
    const { content } = mergeFile('a.ts', base, yours, base.replace('f', 'theirs'), LABEL)
    expect(content).toBe(lines('a', 'mine', 'c', 'd', 'e', 'theirs', 'g').replaceAll('\n', '\r\n'))
  })

  it('of what is no text yours stays, as a conflict', () => {
    const bytes = (...all: number[]) => new Uint8Array(all)
    expect(mergeFile('a.png', bytes(0, 1), bytes(0, 2), bytes(0, 3), LABEL)).toEqual({
      content: bytes(0, 2),
      hasConflict: true
    })
  })
})

describe('JSON', () => {
  it('is merged by name: two that add beside each other do not meet', () => {
    const base = { scripts: { build: 'b', test: 't' }, dependencies: { x: '1' } }
    const yours = { scripts: { build: 'b', mine: 'm', test: 't' }, dependencies: { x: '1' } }
    const template = { scripts: { build: 'b', new: 'n', test: 't' }, dependencies: { x: '2' } }
    const { content, hasConflict } = mergeFile('package.json', json(base), json(yours), json(template), LABEL)
    expect(hasConflict).toBe(false)
    expect(content).toBe(
      json({ scripts: { build: 'b', new: 'n', mine: 'm', test: 't' }, dependencies: { x: '2' } })
    )
  })

  it('what the person has taken out stays out, what the template has taken out goes', () => {
    const { content } = mergeFile(
      'package.json',
      json({ a: 1, b: 1, c: 1 }),
      json({ b: 1, c: 1 }),
      json({ a: 1, b: 1 }),
      LABEL
    )
    expect(JSON.parse(content as string)).toEqual({ b: 1 })
  })

  it('marks just the name that both have changed', () => {
    const of = (a: string, b: string, c: string) => json({ a, b, c })
    const { content, hasConflict } = mergeFile(
      'package.json',
      of('1', '1', '1'),
      of('1', 'mine', '1'),
      of('2', 'theirs', '1'),
      LABEL
    )
    expect(hasConflict).toBe(true)
    expect(content).toBe(
      lines(
        '{',
        '  "a": "2",',
        '<<<<<<< yours',
        '  "b": "mine",',
        '=======',
        '  "b": "theirs",',
        `>>>>>>> ${LABEL}`,
        '  "c": "1"',
        '}'
      )
    )
  })

  it('keeps the indentation and, where nothing changes, every byte', () => {
    const yours = '{\n\t"a": 1,\n\t"mine": [1,2]\n}'
    expect(mergeFile('a.json', json({ a: 1 }), yours, json({ a: 1 }), LABEL).content).toBe(yours)
    const { content } = mergeFile('a.json', json({ a: 1 }), yours, json({ a: 2 }), LABEL)
    expect(content).toMatch(/^\{\n\t"a": 2,\n\t"mine"/)
  })

  it('lists of texts are merged by item, others are one value', () => {
    const of = (langs: string[], interval: number[]) => json({ langs, interval })
    const { content } = mergeFile(
      'manifest.konnector',
      of(['en'], [0, 5]),
      of(['en', 'de'], [0, 5]),
      of(['fr', 'en'], [6, 9]),
      LABEL
    )
    expect(JSON.parse(content as string)).toEqual({ langs: ['fr', 'en', 'de'], interval: [6, 9] })
  })

  it('is merged by lines where it has comments', () => {
    const base = '{\n  // c\n  "a": 1,\n  "b": 1,\n  "c": 1\n}\n'
    const { content } = mergeFile(
      'a.json',
      base,
      base.replace('"a": 1', '"a": 2'),
      base.replace('"c": 1', '"c": 3'),
      LABEL
    )
    expect(content).toBe('{\n  // c\n  "a": 2,\n  "b": 1,\n  "c": 3\n}\n')
  })
})

describe('trees', () => {
  const merge = (
    base: Record<string, string>,
    yours: Record<string, string>,
    template: Record<string, string>,
    renamed = {}
  ) => mergeTrees({ base, yours, template, renamed }, LABEL)
  const nothing = { files: {}, changes: {}, removals: {}, conflicts: [] }

  it('what the person has deleted stays deleted', () => {
    expect(merge({ a: '1' }, {}, { a: '2' })).toEqual(nothing)
  })

  it('new templates come, and meet what the person has made there', () => {
    expect(merge({}, {}, { a: '1' })).toEqual({ ...nothing, files: { a: '1' } })
    expect(merge({}, { a: 'x\n' }, { a: 'y\n' })).toMatchObject({ conflicts: ['a'] })
    expect(merge({}, { a: 'x\n' }, { a: 'x\n' })).toEqual(nothing)
  })

  it('templates that are gone take their files along, unless the person has changed them', () => {
    expect(merge({ a: '1' }, { a: '1' }, {})).toEqual({ ...nothing, removals: { a: { before: '1' } } })
    expect(merge({ a: '1' }, { a: 'mine' }, {})).toEqual({ ...nothing, conflicts: ['a'] })
  })

  it('a renamed template takes the changes of the person along', () => {
    const base = lines('a', 'b', 'c', 'd', 'e')
    const yours = base.replace('a', 'mine')
    const result = merge({ old: base }, { old: yours }, { new: base.replace('e', 'theirs') }, { old: 'new' })
    expect(result).toEqual({
      ...nothing,
      files: { new: lines('mine', 'b', 'c', 'd', 'theirs') },
      removals: { old: { before: yours } }
    })
    expect(merge({ old: base }, {}, { new: base }, { old: 'new' })).toEqual(nothing)
    expect(merge({ old: '1\n' }, { new: '1\n' }, { new: '2\n' }, { old: 'new' })).toMatchObject({
      changes: { new: { after: '2\n' } }
    })
  })
})

describe('for any edits', () => {
  // Lines that tell themselves apart, so that it is clear who has written which.
  const line = (prefix: string) => fc.integer({ min: 0, max: 9 }).map(number => `${prefix}${number}`)
  const apply = (base: string[], edits: Map<number, string[]>): string =>
    base.flatMap((each, index) => edits.get(index) ?? [each]).join('\n')

  it('both survive where they do not touch, and a second update changes nothing', () => {
    const cases = fc.integer({ min: 6, max: 24 }).chain(length =>
      fc.record({
        base: fc.constant(Array.from({ length }, (_, index) => `line ${index}`)),
        // Every third line is the person's, every third the template's; those between are nobody's.
        yours: fc.array(fc.tuple(fc.nat((length / 3 - 1) | 0), fc.array(line('mine '), { maxLength: 3 }))),
        theirs: fc.array(fc.tuple(fc.nat((length / 3 - 2) | 0), fc.array(line('theirs '), { maxLength: 3 })))
      })
    )
    fc.assert(
      fc.property(cases, ({ base, yours, theirs }) => {
        const mine = new Map(yours.map(([at, text]) => [at * 3, text]))
        // Two lines lie before it and none of the person's own right after.
        const other = new Map(
          theirs.map(([at, text]) => [at * 3 + 1, text]).filter(([at]) => !mine.has((at as number) - 1)) as [
            number,
            string[]
          ][]
        )
        const [before, present, template] = [base.join('\n'), apply(base, mine), apply(base, other)]
        const merged = mergeFile('a.ts', before, present, template, LABEL)
        expect(merged).toEqual({ content: apply(base, new Map([...mine, ...other])), hasConflict: false })
        expect(mergeFile('a.ts', template, merged.content, template, LABEL).content).toBe(merged.content)
      })
    )
  })

  it('names that only one of both has touched are theirs in JSON', () => {
    const value = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.integer({ max: 3, min: 0 }))
    fc.assert(
      fc.property(value, value, value, (base, mine, theirs) => {
        const yours = { kept: base, own: mine }
        const template = { kept: theirs, own: base }
        const { content, hasConflict } = mergeFile(
          'a.json',
          json({ kept: base, own: base }),
          json(yours),
          json(template),
          LABEL
        )
        expect(hasConflict).toBe(false)
        expect(JSON.parse(content as string)).toEqual(JSON.parse(json({ kept: theirs, own: mine })))
      })
    )
  })
})
