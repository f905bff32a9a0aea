import { describe, expect, it } from '@jest/globals'
import { TriggerError } from '../errors.js'
import { parseAt } from './at.js'
import { parseIn } from './in.js'

const START = new Date('2024-02-28T12:00:00.000Z')

describe('@at', () => {
  it.each([
    ['2040-12-12T15:36:25.507Z', '2040-12-12T15:36:25.507Z'],
    ['2040-12-12T15:36:25Z', '2040-12-12T15:36:25.000Z'],
    ['2040-12-12T15:36:25,5079999+02:00', '2040-12-12T13:36:25.507Z'],
    ['2040-12-12T5:36:25-00:30', '2040-12-12T06:06:25.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z']
  ])('takes %s', (text, moment) => {
    expect(parseAt(text).next(START, START)?.toISOString()).toBe(moment)
  })

  it.each([
    'tomorrow',
    '',
    '2040-12-12',
    '2040-12-12 15:36:25Z',
    '2040-12-12T15:36:25',
    '2040-12-12T15:36:25z',
    '2040-02-30T15:36:25Z',
    '2023-02-29T15:36:25Z',
    '2040-13-12T15:36:25Z',
    '2040-12-12T24:00:00Z',
    '2040-12-12T15:36:60Z',
    '2040-12-12T15:36:25+0100',
    '2040-12-12T15:36:25+25:00'
  ])('refuses "%s"', text => {
    expect(() => parseAt(text)).toThrow(TriggerError)
    expect(() => parseAt(text)).toThrow(/^Failed to read the date .* Write a UTC date/)
  })

  it('fires at once when its date lies before its creation, as the stack with Redis does', () => {
    const trigger = parseAt('2020-01-01T00:00:00Z')
    expect(trigger.next(START, START)).toEqual(new Date(START.getTime() + 1))
    expect(trigger.next(new Date(START.getTime() + 1), START)).toBeUndefined()
  })

  it('has no moment left after its date when its creation is unknown', () => {
    expect(parseAt('2020-01-01T00:00:00Z').next(START)).toBeUndefined()
  })

  it('is said with its date', () => {
    expect(parseAt('2040-12-12T15:36:25.507Z').describe()).toBe('once, on 2040-12-12 at 15:36:25 UTC')
  })
})

describe('@in', () => {
  it('fires once, so long after its creation', () => {
    const trigger = parseIn('1h30m')
    expect(trigger.next(START, START)?.toISOString()).toBe('2024-02-28T13:30:00.000Z')
    expect(trigger.next(new Date('2024-02-28T13:30:00.000Z'), START)).toBeUndefined()
    expect(trigger.describe()).toBe('once, 1h30m after its creation')
  })

  it('fires at once, with a warning, when the duration is negative', () => {
    const trigger = parseIn('-10m')
    expect(trigger.next(START, START)).toEqual(new Date(START.getTime() + 1))
    expect(trigger.warnings).toEqual(['"-10m" lies in the past: it fires as soon as it is created'])
  })

  it('refuses what is no duration in the words of the stack', () => {
    expect(() => parseIn('soon')).toThrow('Failed to read the duration "soon" of @in')
    expect(() => parseIn('soon')).toThrow(
      expect.objectContaining({ stackMessage: 'Trigger unparsable', status: 400 })
    )
  })
})
