import { describe, expect, it } from '@jest/globals'
import { debounceProblem } from './debounce.js'
import { doctypeProblem, typeNameOf } from './doctypes.js'
import { triggerInWords, triggerProblem } from './trigger.js'

const NOW = new Date('2027-01-15T12:00:00Z')

describe('a trigger', () => {
  it('is said back in words with its next three dates', () => {
    expect(triggerInWords('@cron 0 0 5 * * *', NOW)).toEqual([
      '  Runs every day at 05:00 UTC.',
      '  Next: 2027-01-16 05:00 UTC, 2027-01-17 05:00 UTC, 2027-01-18 05:00 UTC.'
    ])
    expect(triggerInWords('@every 36h', NOW).at(-1)).toBe(
      '  Next: 2027-01-17 00:00 UTC, 2027-01-18 12:00 UTC, 2027-01-20 00:00 UTC.'
    )
    expect(triggerInWords('@every 20s', NOW).at(-1)).toBe(
      '  Next: 2027-01-15 12:00:20 UTC, 2027-01-15 12:00:40 UTC, 2027-01-15 12:01:00 UTC.'
    )
    expect(triggerInWords('@at 2027-02-01T06:30:00Z', NOW).at(-1)).toBe('  Next: 2027-02-01 06:30 UTC.')
    expect(triggerInWords('@event io.cozy.bills:CREATED', NOW)).toEqual(['  Runs when a bill is created.'])
    expect(triggerInWords('', NOW)).toEqual(['  Runs when another program starts it.'])
  })

  it.each([
    ['@evnt io.cozy.bills', 'Did you mean @event?'],
    ['@event', 'Name a doctype'],
    ['@event io.cozy.bill:CREATED', 'Did you mean io.cozy.bills?'],
    ['@event io.cozy.bills:CRATED', 'CREATED'],
    ['@cron 5 4 * * *', 'Write "@cron 0 5 4 * * *"'],
    ['@cron 0 0 0 30 2 *', 'never fires'],
    ['@at 2020-01-01T00:00:00Z', 'never fires'],
    ['@in 3 days', 'Write numbers with their units'],
    ['every day', 'kind']
  ])('%s makes no sense: %s', (text, part) => expect(triggerProblem(text, NOW)).toContain(part))

  it.each(['', '@webhook', '@daily', '@client', '@monthly', '@in 10m'])('%j is fine', text => {
    expect(triggerProblem(text, NOW)).toBeUndefined()
  })
})

describe('a doctype', () => {
  it.each(['io.cozy.bills', 'com.example.todos', 'io.cozy.something_else'])('%s makes sense', doctype =>
    expect(doctypeProblem(doctype)).toBeUndefined()
  )

  it.each([
    ['io.cozy.bank.operation', 'Did you mean io.cozy.bank.operations?'],
    ['bills', 'Did you mean io.cozy.bills?'],
    ['Io.Cozy', 'Write one like']
  ])('%s does not: %s', (doctype, part) => expect(doctypeProblem(doctype)).toContain(part))

  it('gives the name of a type', () => {
    expect(['io.cozy.bank.operations', 'io.cozy.identities', 'a.b.geo_points'].map(typeNameOf)).toEqual([
      'Operation',
      'Identity',
      'GeoPoint'
    ])
  })
})

describe('a debounce', () => {
  it.each([
    ['@3m', 'Did you mean 3m?'],
    ['-3m', 'Did you mean 3m?'],
    ['3', 'no unit'],
    ['3d', 'a day is 24h']
  ])('%s makes no sense: %s', (text, part) => expect(debounceProblem(text)).toContain(part))

  it('may be absent', () => expect(debounceProblem('')).toBeUndefined())
})
