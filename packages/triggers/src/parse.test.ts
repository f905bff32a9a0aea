import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { TriggerError } from './errors.js'
import { KINDS } from './kinds.js'
import { isProgrammatic, parseTrigger, parseTriggerText, splitTriggerText } from './parse.js'

function refusal(run: () => unknown): TriggerError {
  try {
    run()
  } catch (error) {
    if (error instanceof TriggerError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('parseTriggerText', () => {
  it('splits kind and arguments at the first blank and trims both', () => {
    expect(splitTriggerText('@cron  0 0 5 * * * ')).toEqual({ type: '@cron', arguments: '0 0 5 * * *' })
    expect(splitTriggerText('@webhook')).toEqual({ type: '@webhook', arguments: '' })
  })

  it('points at the wrong part within the whole text', () => {
    const error = refusal(() => parseTriggerText('@cron 0 99 * * * *'))
    expect(error.part).toBe('99')
    expect('@cron 0 99 * * * *'.slice(error.position)).toMatch(/^99 /)
  })

  it('points within the arguments when it is given them alone', () => {
    expect(refusal(() => parseTrigger({ type: '@cron', arguments: '0 99 * * * *' })).position).toBe(2)
  })
})

describe('the kind of a trigger', () => {
  it('is refused with what the stack says and what was probably meant', () => {
    const error = refusal(() => parseTriggerText('@events io.cozy.bills'))
    expect(error.message).toBe(
      'Failed to read the trigger "@events": there is no kind "@events". Did you mean @event?'
    )
    expect(error).toMatchObject({ code: 'unknown-kind', stackMessage: 'Unknown trigger type', status: 422 })
  })

  it('is refused when it is empty', () => {
    expect(refusal(() => parseTriggerText('')).message).toContain('it has no kind')
  })

  it('is no name that every object has', () => {
    expect(refusal(() => parseTriggerText('toString x')).code).toBe('unknown-kind')
  })
})

describe('a service that runs only when it is called', () => {
  it('has no trigger, or the date that stands for none', () => {
    expect(isProgrammatic('')).toBe(true)
    expect(isProgrammatic('@at 2000-01-01T00:00:00.000Z')).toBe(true)
    expect(isProgrammatic('@at 2000-01-01T00:00:00Z')).toBe(false)
    expect(isProgrammatic('@cron 0 0 5 * * *')).toBe(false)
  })
})

describe('any text at all', () => {
  const kind = fc.constantFrom(...Object.keys(KINDS))
  const pieces = fc.array(
    fc.constantFrom(
      'io.cozy.bills',
      ':',
      'CREATED',
      ',',
      ' ',
      '*',
      '/',
      '-',
      '5',
      '7',
      'MON',
      'on',
      'the',
      'before 5am',
      'after',
      'wed-fri',
      '?',
      '@',
      'TZ=UTC',
      '1h',
      'T',
      'Z',
      '!='
    ),
    { maxLength: 14 }
  )
  const args = fc.oneof(
    fc.string({ unit: 'binary' }),
    pieces.map(words => words.join(''))
  )

  it('is parsed or refused by a TriggerError that points into it', () => {
    fc.assert(
      fc.property(kind, args, (type, text) => {
        try {
          const trigger = parseTrigger({ type, arguments: text })
          expect(typeof trigger.describe()).toBe('string')
        } catch (error) {
          expect(error).toBeInstanceOf(TriggerError)
          const { message, position = 0, part = '' } = error as TriggerError
          expect(message).toMatch(/^Failed to read .+[.?]$/s)
          expect(text.slice(position, position + part.length)).toBe(part)
        }
      }),
      { numRuns: 2_000 }
    )
  })
})
