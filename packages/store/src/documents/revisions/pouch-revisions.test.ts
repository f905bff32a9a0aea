import { afterAll, describe, expect, it } from '@jest/globals'
import { createRequire } from 'node:module'
import { openPouch, type Pouch } from '../pouch.js'

const require = createRequire(import.meta.url)

describe('the revisions of PouchDB', () => {
  const opened: Pouch[] = []
  afterAll(() => Promise.all(opened.map(pouch => pouch.close())))

  it('are CouchDB’s for our records, and PouchDB’s own for what else uses it', async () => {
    const { pouch } = await openPouch('memory', 'revisions-of-records')
    opened.push(pouch)
    const revOf = async (document: object): Promise<string> => (await pouch.put(document)).rev
    expect(await revOf({ _id: 'a', body: '{}' })).toBe('1-967a00dff5e02add41819138abb3284d')
    const foreign = [
      { _id: 'b', body: '{}', other: 1 },
      { _id: 'c', body: 'text' },
      { _id: 'd', n: 1 }
    ]
    const { stringMd5 } = require('pouchdb-md5') as { stringMd5: (text: string) => string }
    for (const document of foreign) {
      expect(await revOf(document)).toBe(`1-${stringMd5(JSON.stringify(document))}`)
    }
  })
})
