import { describe, expect, it } from '@jest/globals'
import { rulesAfterUpdate } from './kept-rules.js'
import { parsePermissionMap } from './permission-map.js'

const rules = parsePermissionMap
const todos = { type: 'io.cozy.todos', verbs: ['GET'] }

describe('the rules of an app after an update', () => {
  it('are those that its manifest asks for', () => {
    const wanted = rules({ todos, bills: { type: 'io.cozy.bills' } })
    expect(rulesAfterUpdate(wanted, rules({ todos }), rules({ todos }))).toEqual(wanted)
  })

  it('keep what was given to it since', () => {
    const picture = { type: 'io.cozy.files', verbs: ['GET'], values: ['one'] }
    const stored = rules({ todos: { ...todos, verbs: ['GET', 'POST'] }, picture })
    const after = rulesAfterUpdate(rules({ todos }), stored, rules({ todos }))
    expect(after).toEqual(rules({ picture, todos: { ...todos, verbs: ['GET', 'POST'] } }))
  })

  it('keep what the last manifest asked for, as on the real stack', () => {
    const old = rules({ todos: { ...todos, verbs: ['GET', 'PUT'] }, bills: { type: 'io.cozy.bills' } })
    expect(rulesAfterUpdate(rules({ todos }), old, old)).toEqual(
      rules({ bills: { type: 'io.cozy.bills' }, todos: { ...todos, verbs: ['GET', 'PUT'] } })
    )
  })

  it('narrow nothing that is given as a whole', () => {
    const part = rules({ todos: { type: 'io.cozy.todos', verbs: ['GET'], values: ['one'] } })
    const whole = rules({ todos: { type: 'io.cozy.todos' } })
    expect(rulesAfterUpdate(whole, part, part)).toEqual(whole)
  })
})
