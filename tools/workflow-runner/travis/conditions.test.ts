import { expect, test } from '@jest/globals'
import { conditionHolds } from './conditions.mjs'

const known = { type: 'push', branch: 'main', tag: '', fork: 'false' }

test.each([
  [undefined, true],
  ['type = push AND (branch = main OR tag IS present)', true],
  ['type = pull_request OR tag IS present', false],
  ['NOT branch =~ /^build/', true],
  ['branch !~ ^ma', false],
  ['type IN (push, api) AND tag IS blank', true],
  ['tag IS NOT present', true],
  ['branch != "cozy-jobs/deployed"', true],
  ['branch = other AND type = push OR fork = false', true]
])('%s: %s', (condition, expected) => {
  expect(conditionHolds(condition, known)).toBe(expected)
})

test.each(['brunch = main', 'branch =', 'branch = main)', '(branch = main', 'branch main x'])(
  'refuses %s',
  condition => {
    expect(() => conditionHolds(condition, known)).toThrow(/^Failed to read the condition/)
  }
)
