import { describe, expect, it } from '@jest/globals'
import { load } from 'cheerio'
import { scrape } from './scrape.js'

const $ = load(`
  <ul id="bills">
    <li class="bill"><b class="date"> 3 May </b><i class="price">12,50</i><a href="/1">pdf</a><a href="/1b">copy</a></li>
    <li class="bill"><b class="date">4 May</b><i class="price">7</i></li>
  </ul>`)

const amount = (text: string): number => Number(text.replace(',', '.'))

describe('scrape', () => {
  it('gives an item by its specs', () => {
    const bill = scrape($('.bill').eq(0), { date: '.date', amount: { sel: '.price', parse: amount } })
    const typed: { date?: string; amount?: number } = bill
    expect(typed).toEqual({ date: '3 May', amount: 12.5 })
  })

  it('gives a list, in a page and in an element of it', () => {
    const specs = { date: '.date', link: { sel: 'a', attr: 'href' } } as const
    const bills = [
      { date: '3 May', link: '/1' },
      { date: '4 May', link: undefined }
    ]
    expect(scrape($, specs, '.bill')).toEqual(bills)
    expect(scrape($('#bills'), specs, '.bill')).toEqual(bills)
    expect(scrape($, '.date', '.bill')).toEqual(['3 May', '4 May'])
  })

  it('gives one value for one spec', () => {
    const value: string | undefined = scrape($('.bill').eq(1), '.date')
    expect(value).toBe('4 May')
    expect(scrape($, { sel: '.price', index: 1, parse: amount })).toBe(7)
  })

  it.each([
    [0, '/1'],
    [1, '/1b'],
    [-1, '/1b'],
    [7, undefined]
  ])('takes the one at index %d, with its attribute', (index, href) => {
    expect(scrape($, { link: { sel: 'a', index, attr: 'href' } })).toEqual({ link: href })
  })

  it('gives the elements to fn, and what it makes of them to parse', () => {
    const spec = {
      sel: 'a',
      index: 0,
      fn: (found: ReturnType<typeof $>) => found.attr('href'),
      parse: (path: string) => path.length
    }
    expect(scrape($, { length: spec })).toEqual({ length: 2 })
    expect(scrape($('.date').eq(0), { own: { fn: found => found.text() } })).toEqual({ own: ' 3 May ' })
  })

  it('leaves out what cannot be made, and tells', () => {
    const errors: string[] = []
    const parse = (): never => {
      throw new Error('no amount')
    }
    const item = scrape($, { bad: { sel: 'i', parse }, date: { sel: 'b', index: 0 } }, undefined, {
      onError: (name, error) => void errors.push(`${name}: ${(error as Error).message}`)
    })
    expect(item).toEqual({ date: '3 May' })
    expect(errors).toEqual(['bad: no amount'])
  })
})
