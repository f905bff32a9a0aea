import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { fidelityPage } from './fidelity-page.js'

const written = (text: string) => text.replaceAll(/ +\|/g, ' |').replaceAll(/-+/g, '-')

describe('the page on fidelity', () => {
  it('says what the families say', () => {
    const page = readFileSync(new URL('../../../../docs/reference/fidelity.md', import.meta.url), 'utf8')
    expect(written(page)).toBe(written(fidelityPage()))
  })
})
