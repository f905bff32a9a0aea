import { describe, expect, it } from '@jest/globals'
import { parseScope } from './scope.js'
import { isSubset, isWider } from './subset.js'

const parent = parseScope(
  'io.cozy.bank.*:GET,POST io.cozy.files:GET:a,b io.cozy.jobs:POST:sendmail,zip:worker'
)

describe('a part of a permission', () => {
  it.each([
    'io.cozy.bank.accounts:GET',
    'io.cozy.bank:POST',
    'io.cozy.bank.*:GET',
    'io.cozy.bank.accounts:GET:one',
    'io.cozy.files:GET:a',
    'io.cozy.jobs:POST:zip:worker',
    'io.cozy.bank.accounts:GET io.cozy.files:GET:b'
  ])('is %s', scope => expect(isSubset(parseScope(scope), parent)).toBe(true))

  it.each([
    'io.cozy.bank.accounts:DELETE',
    'io.cozy.banks:GET',
    'io.cozy.files:GET:c',
    'io.cozy.files:PUT:a',
    'io.cozy.files:GET:a:dir_id',
    'io.cozy.jobs:POST:service:worker',
    'io.cozy.jobs:POST:zip',
    'io.cozy.bank.accounts:GET io.cozy.contacts:GET'
  ])('is not %s', scope => expect(isSubset(parseScope(scope), parent)).toBe(false))

  it('is nothing that gives everything, and of everything all the rest', () => {
    const all = [{ type: '*', verbs: [], selector: '', values: [] }]
    expect(isSubset(all, all)).toBe(false)
    expect(isSubset(parent, all)).toBe(true)
  })

  it('may be wider where it names no verbs or no values, as on the real stack', () => {
    const [noVerbs, noValues] = parseScope('io.cozy.bank.accounts io.cozy.files:GET')
    expect(isSubset([noVerbs!, noValues!], parent)).toBe(true)
    expect(isWider(noVerbs!, parent)).toBe(true)
    expect(isWider(noValues!, parent)).toBe(true)
    expect(isWider(parent[0]!, parent)).toBe(false)
  })
})
