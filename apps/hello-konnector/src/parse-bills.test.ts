import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parseBills } from './parse-bills.js'

const page = readFileSync(join(import.meta.dirname, '../assets/provider/bills.html'), 'utf8')

describe("the provider's page", () => {
  it('lists bills with number, date, amount and file', () => {
    expect(parseBills(page)).toEqual([
      { ref: 'H-2026-03', date: '2026-03-02', amount: 19.9, path: '/bills/H-2026-03.pdf' }
    ])
  })

  it('may list none', () => {
    expect(parseBills('<table></table>')).toEqual([])
  })

  it.each([
    ['date', '2026-03-02'],
    ['amount', '19.90'],
    ['file', '/bills/']
  ])('is refused where the %s of a bill is not where it was', (what, gone) => {
    expect(() => parseBills(page.replace(gone, '?'))).toThrow(
      `Failed to read a bill: its ${what} is not where it was.`
    )
  })
})
