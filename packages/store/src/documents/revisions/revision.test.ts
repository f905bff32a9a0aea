import { describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { revisionHash, type Edit } from './revision.js'

const hashOf = (edit: Partial<Edit>): string =>
  revisionHash({ deleted: false, after: undefined, body: '{}', attachments: [], ...edit })

const image = (name: string) => ({
  name: `${name}.png`,
  type: 'image/png',
  md5: createHash('md5').update(name).digest()
})

describe('the hash of a revision', () => {
  const EMPTY = '967a00dff5e02add41819138abb3284d'

  // Computed by Erlang/OTP 25 as CouchDB does; the first two are in CouchDB's own documentation.
  it.each<[string, Partial<Edit>, string]>([
    ['an empty document', {}, EMPTY],
    ['a document', { body: '{"foo":"bar"}' }, '4c6114c65e295552ab1019e2b046b10e'],
    ['an update', { after: `1-${EMPTY}` }, '7051cbe5c8faecd085a3fa619e6e6337'],
    ['a deletion', { after: `1-${EMPTY}`, deleted: true }, 'eec205a9d413992850a6e32678485900'],
    ['an unusual revision', { after: '7-abc', body: '{"n":1}' }, '32b91f8d3eb1ca45f95c5868cf3186ca'],
    ['attachments', { attachments: [image('a'), image('b')] }, 'f42f57590b1b30ed7d6ab1c4a21b5207'],
    ['one order', { body: '{"a":1,"b":[1.5,"é"]}' }, '5bd165a1f908ccab71ac2eeeed826a1a'],
    ['another order', { body: '{"b":[1.5,"é"],"a":1}' }, '7515fca4054ae8892140e1a4985d3882']
  ])('is that of CouchDB for %s', (_, edit, hash) => {
    expect(hashOf(edit)).toBe(hash)
  })
})
