import { expect, it } from '@jest/globals'
import { debugModules } from './debug-modules.js'

it.each([
  [false, {}, 0],
  [false, { LOG_LEVEL: 'info' }, 0],
  [false, { LOG_LEVEL: 'debug' }, 1],
  [true, {}, 1]
])('with --verbose %s and %j loads %d', (verbose, env, count) => {
  expect(debugModules({ verbose, env })).toHaveLength(count)
})
