import { describe, expect, it } from '@jest/globals'
import { indexName } from './index-name.js'

describe('the name of an index', () => {
  // As CouchDB 3.5.0 gives them.
  it.each([
    [{ fields: ['n'] }, undefined, '3d4fdc43057b07474cd610d0ad5761ead92400bf'],
    [{ fields: ['n', 's'] }, undefined, '43860ce8f0ec266c89791e36c57a4cb1ca06a68e'],
    [{ fields: [] }, undefined, '16d64bc5aa5ac9a0662f02b45a7d70d4a6923ccc'],
    [
      { fields: ['name'], partial_filter_selector: { n: { $gt: 1 } } },
      'part',
      '1afe115233a482b39db6b1f3f481bdd17ca13f9c'
    ]
  ])('that is of %j, in the document %s, is CouchDB’s', (definition, ddoc, expected) => {
    expect(indexName({ definition, ddoc, name: undefined, type: 'json', w: 2 })).toBe(expected)
  })
})
