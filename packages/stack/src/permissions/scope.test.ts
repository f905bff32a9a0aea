import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isDoctypeName } from './doctype-name.js'
import { allowsDocument, allowsId, allowsWholeType } from './match.js'
import { parsePermissionMap, permissionMapOf } from './permission-map.js'
import { parseScope } from './scope.js'

describe('parseScope', () => {
  it('reads doctype, verbs, values and selector', () => {
    expect(parseScope('io.cozy.todos:GET,POST:a,b:status io.cozy.files')).toEqual([
      { type: 'io.cozy.todos', verbs: ['GET', 'POST'], values: ['a', 'b'], selector: 'status' },
      { type: 'io.cozy.files', verbs: [], values: [], selector: '' }
    ])
  })

  it.each([
    '',
    ' ',
    'io.cozy.*',
    '*',
    'io.cozy.Todos',
    'io.cozy.todos:GET:a:b:c',
    'a  b',
    '.a',
    'a..b',
    'a.'
  ])('refuses %j', scope => expect(() => parseScope(scope)).toThrow('Permission scope is empty or malformed'))

  it('never throws anything else', () => {
    fc.assert(
      fc.property(fc.string(), scope => {
        try {
          parseScope(scope)
        } catch (error) {
          expect(error).toMatchObject({ status: 400 })
        }
      })
    )
  })
})

describe('a permission', () => {
  const doc = { _id: 'x', status: 'open', amount: 2, referenced_by: [{ type: 'io.cozy.albums', id: 'a' }] }

  it.each([
    ['io.cozy.todos', true],
    ['io.cozy.todos:GET', true],
    ['io.cozy.todos:POST', false],
    ['io.cozy.todos:ALL:x', true],
    ['io.cozy.todos:ALL:y', false],
    ['io.cozy.todos:GET:open:status', true],
    ['io.cozy.todos:GET:closed:status', false],
    ['io.cozy.todos:GET:2:amount', true],
    ['io.cozy.todos:GET:io.cozy.albums/a:referenced_by', true],
    ['io.cozy.todos.lists', false],
    ['io.cozy.todos.*', true],
    ['io.cozy.files', false]
  ])('%s allows to read the document: %s', (scope, allowed) => {
    expect(allowsDocument(parseScope(scope), 'GET', 'io.cozy.todos', doc)).toBe(allowed)
  })

  it('looks at the fields of the document alone, whatever its selector is called', () => {
    for (const selector of ['constructor', '__proto__', 'toString']) {
      const rules = [{ type: 'io.cozy.todos', verbs: [], values: ['<nil>'], selector }]
      expect(allowsDocument(rules, 'GET', 'io.cozy.todos', doc)).toBe(true)
    }
  })

  it('on some documents is none on the whole doctype', () => {
    expect(allowsWholeType(parseScope('io.cozy.todos:GET:x'), 'GET', 'io.cozy.todos')).toBe(false)
    expect(allowsId(parseScope('io.cozy.todos:GET:x'), 'GET', 'io.cozy.todos', 'x')).toBe(true)
    expect(allowsId(parseScope('io.cozy.todos:GET:x:status'), 'GET', 'io.cozy.todos', 'x')).toBe(false)
  })

  it('with a wildcard reaches what lies below, and no neighbour', () => {
    const rules = parseScope('io.cozy.bank.*')
    expect(allowsWholeType(rules, 'GET', 'io.cozy.bank.operations')).toBe(true)
    expect(allowsWholeType(rules, 'GET', 'io.cozy.bank')).toBe(true)
    expect(allowsWholeType(rules, 'GET', 'io.cozy.banking')).toBe(false)
  })
})

describe('the permissions of a manifest', () => {
  it('are stored without what is empty, verbs in their order', () => {
    const map = {
      todos: { type: 'io.cozy.todos', verbs: ['POST', 'GET'], description: '' },
      all: { type: 'io.cozy.files', verbs: ['ALL', 'GET'] }
    }
    expect(permissionMapOf(parsePermissionMap(map))).toEqual({
      todos: { type: 'io.cozy.todos', verbs: ['GET', 'POST'] },
      all: { type: 'io.cozy.files' }
    })
  })

  it.each([[[]], [{ a: 'b' }], [{ a: { type: 1 } }], [{ a: { verbs: ['READ'] } }], [{ a: { values: 'x' } }]])(
    'are refused where they make no sense: %j',
    map => expect(() => parsePermissionMap(map)).toThrow('Permission scope is empty or malformed')
  )
})

describe('isDoctypeName', () => {
  it.each(['io.cozy.todos', 'a', 'io.cozy.x_1', 'io.cozy.é'])('takes %s', name =>
    expect(isDoctypeName(name)).toBe(true)
  )
  it.each(['', 'A', 'a-b', 'a/b', '_'.repeat(0), 'io.cozy.*', '.', 'a b'])('refuses %j', name =>
    expect(isDoctypeName(name)).toBe(false)
  )
})
