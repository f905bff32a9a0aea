import { describe, expect, it } from '@jest/globals'
import type { DocumentChange } from '@cozy-jobs/fixtures'
import { createTerminal } from '../terminal/terminal.js'
import { diffDocuments } from './diff-documents.js'
import { showChanges } from './show-changes.js'

const nowhere = { columns: 60, write: () => undefined }
const plain = createTerminal(nowhere, nowhere, false)

const before = {
  _id: 'op1',
  _rev: '1-a',
  label: 'Rent',
  tags: ['a'],
  relationships: { bill: { id: 'b1' } },
  old: 1
}
const after = {
  _id: 'op1',
  _rev: '2-b',
  label: 'Rent',
  tags: ['a', 'b'],
  relationships: { bill: { id: 'b2' } },
  category: '4'
}

describe('the difference of two documents', () => {
  it('is told value by value, lists as one, without what every write changes', () => {
    expect(diffDocuments(before, after)).toEqual([
      { sign: '-', path: 'tags', value: '["a"]' },
      { sign: '+', path: 'tags', value: '["a","b"]' },
      { sign: '-', path: 'relationships.bill.id', value: '"b1"' },
      { sign: '+', path: 'relationships.bill.id', value: '"b2"' },
      { sign: '+', path: 'category', value: '"4"' },
      { sign: '-', path: 'old', value: '1' }
    ])
  })

  it('is empty for a document and itself', () => {
    expect(diffDocuments(before, { ...before, _rev: '9-x', cozyMetadata: {} })).toEqual([])
  })
})

describe('the changes of a run', () => {
  const changes: DocumentChange[] = [
    { doctype: 'io.cozy.operations', id: 'op1', verb: 'updated', before, after },
    {
      doctype: 'io.cozy.bills',
      id: 'b9',
      verb: 'created',
      after: { _id: 'b9', _rev: '1-c', amount: 3, note: 'x'.repeat(80) }
    },
    {
      doctype: 'io.cozy.operations',
      id: 'op2',
      verb: 'deleted',
      before: { _id: 'op2', _rev: '1-d', label: 'Gone' }
    }
  ]

  it('are shown by doctype, cut at the width of the terminal', () => {
    expect(`\n${showChanges(changes, plain)}\n`).toMatchInlineSnapshot(`
     "
     io.cozy.operations  1 updated, 1 deleted
       ~ Rent op1
           - tags                   ["a"]
           + tags                   ["a","b"]
           - relationships.bill.id  "b1"
           + relationships.bill.id  "b2"
           + category               "4"
           - old                    1
       - Gone op2

     io.cozy.bills  1 created
       + b9
           + amount  3
           + note    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
     "
    `)
  })

  it('show the first few of a doctype and how many more there are', () => {
    expect(showChanges(changes, plain, 1)).toContain('  … and 1 more: add --all')
  })

  it('are coloured by what became of the document', () => {
    const shown = showChanges(changes, createTerminal(nowhere, nowhere, true))
    expect(shown).toContain('\u001b[33m  ~ Rent\u001b[39m')
    expect(shown).toContain('\u001b[31m  - Gone\u001b[39m')
  })
})
