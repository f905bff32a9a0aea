import { describe, expect, it } from '@jest/globals'
import { targetsOf } from './targets.js'

const one = { _id: 'one', _rev: '1-a', label: 'ONE' }
const two = { _id: 'two', _rev: '1-b', label: 'TWO' }
const done = { _id: 'done', _rev: '2-c', label: 'DONE', automaticCategoryId: '400110' }
const all = [one, done, two]

describe('the operations that want a category', () => {
  it('are the one that the event names', () => {
    expect(targetsOf(all, { ...two })).toEqual([two])
  })

  it.each([
    ['there is no event', undefined],
    ['the event is empty', ''],
    ['the event is no document', ['one']],
    ['the event is older than the operation', { ...one, _rev: '0-a' }],
    ['the operation is gone', { _id: 'gone', _rev: '1-a' }],
    ['the operation has a category by now', { ...done }]
  ])('are all without one where %s', (_case, event) => {
    expect(targetsOf(all, event)).toEqual([one, two])
  })
})
