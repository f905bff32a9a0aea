import { expect, it } from '@jest/globals'
import { isOnlyOfASecond } from './check-scenario.mjs'

it.each([
  ['auth/authorize', ['refresh'], true],
  ['auth/authorize', ['refresh', 'token'], false],
  ['auth/authorize', [], false],
  ['auth/clients', ['refresh'], false]
])('asks %s again after %j failed: %s', (name, steps, again) => {
  const failed = Object.fromEntries(steps.map(step => [step, {}]))
  expect(isOnlyOfASecond({ name, failed })).toBe(again)
})
