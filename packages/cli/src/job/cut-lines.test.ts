import { expect, it } from '@jest/globals'
import { cutLines } from './cut-lines.js'

it('long lines are cut, and of several empty lines one stays', () => {
  expect(cutLines(`index.js:1\n${'x'.repeat(9000)}\n  \n\n\nError: no\n`)).toBe(
    `index.js:1\n${'x'.repeat(400)} …\n\nError: no`
  )
})
