import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Trigger, TriggerSource } from '../api.js'

const DATES = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2090, 0, 1) }).map(time => new Date(time))

/** What holds for each trigger of any kind, so that the engine needs to know none of them. */
export function runTriggerContract(source: TriggerSource, parse: (source: TriggerSource) => Trigger): void {
  describe(`the trigger ${source.type} ${source.arguments}`, () => {
    const trigger = parse(source)

    it('keeps the source that it was made from', () => {
      expect({ type: trigger.type, arguments: trigger.arguments }).toEqual(source)
      expect(trigger.kind).toBe(source.type)
    })

    it('listens to changes or follows the clock or does neither, never both', () => {
      fc.assert(
        fc.property(DATES, after => {
          if (trigger.doctypes.length > 0) expect(trigger.next(after)).toBeUndefined()
        })
      )
      if (trigger.doctypes.length === 0) {
        expect(trigger.matches({ doctype: 'io.cozy.bills', verb: 'CREATED', doc: {} })).toBe(false)
      }
    })

    it('fires strictly after the moment that is asked about', () => {
      fc.assert(
        fc.property(DATES, DATES, (after, start) => {
          for (const next of [trigger.next(after), trigger.next(after, start)]) {
            if (next !== undefined) expect(next.getTime()).toBeGreaterThan(after.getTime())
          }
        })
      )
    })

    it('has no moment between the one asked about and the next one', () => {
      fc.assert(
        fc.property(DATES, DATES, fc.double({ min: 0, max: 1, noNaN: true }), (after, start, part) => {
          const next = trigger.next(after, start)
          if (next === undefined) return
          const between = new Date(
            after.getTime() + Math.floor((next.getTime() - 1 - after.getTime()) * part)
          )
          expect(trigger.next(between, start)).toEqual(next)
        })
      )
    })

    it('fires once only if it is removed then', () => {
      const start = new Date('2024-02-28T12:00:00.500Z')
      const first = trigger.next(start, start)
      if (trigger.once && first !== undefined) expect(trigger.next(first, start)).toBeUndefined()
    })

    it('is said in words, on one line', () => {
      expect(trigger.describe()).toMatch(/^[^\n]+$/)
    })
  })
}
