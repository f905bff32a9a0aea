import { describe, expect, it } from '@jest/globals'
import { linesFor } from '../testing/checked.js'

const linesOf = (service: Record<string, unknown>): string[] =>
  linesFor({ services: { daily: { type: 'node', file: 'daily.js', ...service } } })

const EVENT = '@event io.cozy.bank.operations:CREATED'

describe('triggers of services', () => {
  it.each([
    EVENT,
    '@event io.cozy.bank.operations:CREATED io.cozy.bank.bills:CREATED',
    '@cron 0 0 5 * * *',
    '@every 30m10s',
    '@in 1h30m',
    '@at 2040-12-12T15:36:25.507Z',
    '@at 2000-01-01T00:00:00.000Z',
    ''
  ])('accepts "%s"', trigger => {
    expect(linesOf({ trigger })).toEqual([])
  })

  it('refuses an event without a doctype', () => {
    expect(linesOf({ trigger: '@event' })).toEqual([
      'manifest.webapp:11:18 error: Failed to accept services.daily.trigger: "@event" names no doctype, so that no event could ever start the service. Write the doctype and the verbs, such as "@event io.cozy.bank.operations:CREATED". [trigger-invalid]'
    ])
  })

  it('refuses a kind that does not exist', () => {
    expect(linesOf({ trigger: '@evnt io.cozy.bills' })).toEqual([
      'manifest.webapp:11:19 error: Failed to accept services.daily.trigger: there is no kind "@evnt". Did you mean @event? [trigger-invalid]'
    ])
  })

  it('shows the very character of a trigger that makes no sense', () => {
    expect(linesOf({ trigger: '@at tomorrow' })).toEqual([
      'manifest.webapp:11:23 error: Failed to accept services.daily.trigger: it is no date of the form YYYY-MM-DDTHH:mm:ss.sssZ. Write a UTC date, such as "2040-12-12T15:36:25.507Z". [trigger-invalid]'
    ])
  })

  it('proposes the six fields of a cron that has five', () => {
    expect(linesOf({ trigger: '@cron 0 5 * * *' })).toEqual([
      'manifest.webapp:11:18 warning: Failed to make sense of services.daily.trigger: "0 5 * * *" has five fields: they are read without seconds, as "0 0 5 * * *". Write "@cron 0 0 5 * * *". [trigger-suspicious]'
    ])
  })

  it('warns of an event that never happens', () => {
    expect(linesOf({ trigger: '@event io.cozy.bills:CREATD' })).toEqual([
      'manifest.webapp:11:18 warning: Failed to make sense of services.daily.trigger: there is no verb "CREATD", it never matches. Did you mean CREATED? [trigger-suspicious]'
    ])
  })
})

describe('debounces of services', () => {
  it.each(['3m', '30s', '1h30m', ''])('accepts "%s"', debounce => {
    expect(linesOf({ trigger: EVENT, debounce })).toEqual([])
  })

  it.each([
    ['@3m', 'Write "debounce": "3m".'],
    ['@every 3m', 'Write "debounce": "3m".'],
    ['three minutes', 'Write numbers with their units, such as "30s", "10m" or "1h30m".']
  ])('warns of "%s", which the stack takes for none', (debounce, advice) => {
    expect(linesOf({ trigger: EVENT, debounce })).toEqual([
      `manifest.webapp:12:19 warning: Failed to make sense of services.daily.debounce: "${debounce}" is no duration, and the stack then runs the service without any delay. ${advice} [debounce-invalid]`
    ])
  })

  it('warns of a negative one', () => {
    expect(linesOf({ trigger: EVENT, debounce: '-3m' })).toEqual([
      'manifest.webapp:12:19 warning: Failed to make sense of services.daily.debounce: "-3m" lies in the past, and the stack then runs the service without any delay. Write "debounce": "3m". [debounce-invalid]'
    ])
  })

  it('warns of a debounce that the stack ignores', () => {
    expect(linesOf({ trigger: '@cron 0 0 5 * * *', debounce: '3m' })).toEqual([
      'manifest.webapp:12:19 warning: Failed to make sense of services.daily.debounce: the stack holds back events only, and this service has a trigger @cron. Remove the debounce. [debounce-ignored]'
    ])
    expect(linesOf({ debounce: '3m' })).toEqual([
      'manifest.webapp:11:19 warning: Failed to make sense of services.daily.debounce: the stack holds back events only, and this service has no trigger. Remove the debounce. [debounce-ignored]'
    ])
  })
})
