import { expect, it } from '@jest/globals'
import { BUILD_ERRORS, BuildError, buildError } from './errors.js'

it('fills the text of an error and keeps its code', () => {
  const error = buildError('folderMissing', 'apps/x')
  expect(error).toBeInstanceOf(BuildError)
  expect(error.code).toBe('folderMissing')
  expect(error.message).toBe(BUILD_ERRORS.folderMissing('apps/x'))
})

it.each([
  [['src/a.ts: no'], 'Failed to build x: src/a.ts: no'],
  [['Failed to read y: no. Do z.'], 'Failed to read y: no. Do z.'],
  [['a', 'b'], 'Failed to build x: 2 problems.\n- a\n- b']
])('tells the problems %j without saying twice that it failed', (problems, text) => {
  expect(buildError('compileFailed', 'x', problems).message).toBe(text)
})
