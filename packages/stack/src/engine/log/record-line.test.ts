import { expect, it } from '@jest/globals'
import type { JobDoc } from '../api.js'
import { recordLine } from './record-line.js'

it('a line of a log shows what a job has printed, and does nothing to a terminal', () => {
  const message = { slug: 'banks', name: 'a\u001b[2J' }
  const job = { _id: '0123456789', worker: 'service', message } as unknown as JobDoc
  expect(recordLine(job, { type: 'info', message: 'red \u001b[31m\nand\u0007' })).toBe(
    'info     banks/a\\x1b[2J 23456789: red \\x1b[31m\nand\\x07'
  )
})
