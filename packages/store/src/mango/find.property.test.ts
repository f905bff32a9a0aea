import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Document, Draft } from '../api.js'
import { openStore } from '../open-store.js'
import { collateArrays } from './collation.js'
import { compile } from './compile.js'
import { parseSelector } from './parse-selector.js'

const FIELDS = ['a', 'b', 'c.d']

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom('', 'a', 'A', 'b', 'ab', '\u00e9'),
  fc.constantFrom(null, true, false)
)
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) }
)
const optional = fc.option(value, { nil: undefined })

const document: fc.Arbitrary<Draft> = fc
  .record({ a: optional, b: optional, d: optional, flat: fc.boolean() })
  .map(({ a, b, d, flat }) => ({ a, b, c: flat ? d : { d } }))

const condition = fc.oneof(
  ...['$eq', '$ne', '$gt', '$gte', '$lt', '$lte'].map(operator =>
    value.map(argument => ({ [operator]: argument }))
  ),
  fc.boolean().map(argument => ({ $exists: argument })),
  fc.array(value, { maxLength: 3 }).map(argument => ({ $in: argument })),
  fc.array(value, { maxLength: 3 }).map(argument => ({ $nin: argument })),
  fc.constantFrom('', 'a').map(argument => ({ $beginsWith: argument }))
)
const onField = fc
  .tuple(fc.constantFrom(...FIELDS), condition)
  .map(([field, asked]): object => ({ [field]: asked }))
const selector = fc.letrec<{ tree: object }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    onField,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map($and => ({ $and })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map($or => ({ $or })),
    tie('tree').map($not => ({ $not }))
  )
})).tree

/** Fields of an index, and a selector that asks something of each of them in every other case, so that it serves. */
const indexAndSelector = fc
  .tuple(
    fc.subarray(FIELDS, { minLength: 1 }),
    fc.array(condition, { minLength: 3, maxLength: 3 }),
    selector,
    fc.boolean()
  )
  .map(([fields, conditions, tree, serves]): [string[], object] => {
    const onEach = fields.map((field, i) => ({ [field]: conditions[i] }))
    return [fields, serves ? { $and: [...onEach, ...(fields.length > 2 ? [] : [tree])] } : tree]
  })

const idsOf = (documents: readonly Record<string, unknown>[]): unknown[] => documents.map(doc => doc['_id'])

describe('a query through an index', () => {
  it('finds what a look at each document finds, in the order of the index, in pages and after changes', async () => {
    const store = await openStore({ kind: 'memory' })
    const documents = store.documents('p')
    let run = 0
    let served = 0
    const property = async (
      drafts: Draft[],
      later: Draft[],
      [fields, asked]: [string[], object]
    ): Promise<void> => {
      const doctype = `t${run++}`
      await documents.bulk(
        doctype,
        drafts.map((draft, i) => ({ ...draft, _id: String(i) }))
      )
      await documents.createIndex(doctype, { index: { fields }, ddoc: 'i', name: 'i' })
      const query = { selector: asked, use_index: 'i', limit: 100 }
      await documents.find(doctype, query)
      const { rows } = await documents.list(doctype, {
        include_docs: true,
        limit: Math.min(later.length, drafts.length)
      })
      const changed = rows.map(({ doc }, i) => ({ ...later[i], _id: doc?._id ?? '', _rev: doc?._rev ?? '' }))
      await documents.bulk(doctype, changed)
      const all = (await documents.list(doctype, { include_docs: true })).rows
        .map(({ doc }) => doc as Document)
        .filter(({ _id }) => !_id.startsWith('_design/'))
      const expected = idsOf(all.filter(compile(parseSelector(asked))))
      const found = await documents.find(doctype, query)
      expect(idsOf(found.docs).toSorted()).toEqual(expected.toSorted())
      const sorted = found.warning === undefined
      if (sorted) {
        served++
        expectOrder(found.docs, fields)
      }
      const paged: unknown[] = []
      for (let bookmark = ''; ;) {
        const page = await documents.find(doctype, { ...query, limit: 2, bookmark })
        if (page.docs.length === 0) break
        paged.push(...idsOf(page.docs))
        bookmark = page.bookmark
      }
      expect(paged).toEqual(idsOf(found.docs))
      await documents.dropDoctype(doctype)
    }
    const drafts = fc.array(document, { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(drafts, fc.array(document, { maxLength: 4 }), indexAndSelector, property),
      {
        numRuns: 200,
        endOnFailure: false
      }
    )
    expect(served).toBeGreaterThan(20)
    await store.close()
  })
})

function expectOrder(docs: readonly Record<string, unknown>[], fields: readonly string[]): void {
  const keys = docs.map(doc =>
    fields.map(field => (field === 'c.d' ? (doc['c'] as { d: unknown }).d : doc[field]))
  )
  for (const [i, key] of keys.entries())
    if (i > 0) expect(collateArrays(keys[i - 1] as unknown[], key)).toBeLessThanOrEqual(0)
}
