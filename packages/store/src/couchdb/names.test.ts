import { describe, expect, it } from '@jest/globals'
import { databaseName, readName } from './names.js'

describe('the name of a database', () => {
  it.each([
    ['cozy1', 'io.cozy.files', 'cozy1/io-cozy-files'],
    ['cozy.localhost:8080', 'io.cozy.bank.accounts', 'cozy-localhost-8080/io-cozy-bank-accounts'],
    ['cozy1', 'io.cozy.Upper', 'cozy1/io-cozy-upper'],
    ['cozy1', '../_users', 'cozy1/--/_users']
  ])('is that of the real stack: %s, %s', (prefix, doctype, name) => {
    expect(databaseName(prefix, doctype)).toBe(name)
  })

  it('is read back where it is that of a doctype', () => {
    expect(readName('cozy1/io-cozy-files')).toEqual({ prefix: 'cozy1', doctype: 'io.cozy.files' })
    expect(['_users', 'cozy1', 'cozy1/', 'a/b/c'].map(readName)).toEqual(Array(4).fill(undefined))
  })
})
