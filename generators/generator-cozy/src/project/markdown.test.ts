import { expect, it } from '@jest/globals'
import { asLink, asMarkdown } from './markdown.js'

it.each([
  ['Corner shop & sons', 'Corner shop & sons'],
  ['# <b>[x](y)|`*_~', '\\# \\<b\\>\\[x\\](y)\\|\\`\\*\\_\\~']
])('writes %s so that Markdown shows just that', (text, markdown) => {
  expect(asMarkdown(text)).toBe(markdown)
})

it('keeps an address inside its link', () => {
  expect(asLink('https://x.org/a)b?c=`')).toBe('https://x.org/a%29b?c=%60')
})
