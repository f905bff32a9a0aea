import { expect, it } from '@jest/globals'
import { whyNoFields } from './fields.js'
import { siteProblem, toSite } from './site.js'

it.each([
  ['shop.example.org', 'https://shop.example.org'],
  [' http://localhost:8080/a ', 'http://localhost:8080/a'],
  ['localhost:8080', 'https://localhost:8080'],
  ['shop.localhost:8080', 'https://shop.localhost:8080'],
  ['http://127.0.0.1', 'http://127.0.0.1'],
  ['http://[::1]:8080/', 'http://[::1]:8080/']
])('takes %p for %s', (typed, site) => {
  expect(toSite(typed)).toBe(site)
  expect(siteProblem(site)).toBeUndefined()
})

it.each([
  ['https://', 'is no address'],
  ['https://shop', '"shop" is no host: it has no dot'],
  ['https://shop./', '"shop." is no host'],
  ['https://.org', 'is no host'],
  ['ftp://example.org', 'not ftp:'],
  ['javascript:alert(1)', 'not javascript:'],
  ['https://me:secret@example.org', 'holds a login']
])('refuses the site %s', (site, why) => {
  expect(siteProblem(site)).toContain(why)
  expect(siteProblem(site)).not.toContain('secret')
})

it.each([
  [['a-b'], '"a-b" is no field'],
  [['a:dropdown'], 'a:dropdown=month/year'],
  [['a:dropdown=one/one'], 'nothing to choose from'],
  [['a:text=one/two'], 'is no dropdown'],
  [['a:number'], '"number" is no type'],
  [['password'], '"password" is taken'],
  [['log'], '"log" is taken'],
  [['class'], '"class" is a word of JavaScript'],
  [['await'], '"await" is a word of JavaScript'],
  [['a', 'a:email?'], '"a" stands there twice']
])('refuses the fields %p', (fields, why) => {
  expect(whyNoFields(fields)).toContain(why)
})

it('takes names, types and what may stay empty', () => {
  expect(
    whyNoFields(['customerNumber', 'birthday:text?', 'all:checkbox', 'period:dropdown=month/year?'])
  ).toBeUndefined()
})
