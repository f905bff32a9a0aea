import { describe, expect, it } from '@jest/globals'
import { parseEvery } from './every.js'

const START = new Date('2024-02-28T12:00:00.700Z')
const at = (time: string) => new Date(`2024-02-28T${time}Z`)

describe('@every', () => {
  it('fires on whole seconds, counted from its creation', () => {
    const trigger = parseEvery('30m10s')
    expect(trigger.next(START, START)).toEqual(at('12:30:10.000'))
    expect(trigger.next(at('12:30:10.000'), START)).toEqual(at('13:00:20.000'))
  })

  it('keeps its rhythm over a time in which nobody asked', () => {
    expect(parseEvery('1h').next(at('17:20:00.000'), START)).toEqual(at('18:00:00.000'))
  })

  it('fires first one interval after a creation that is still to come', () => {
    expect(parseEvery('1h').next(at('09:00:00.000'), START)).toEqual(at('13:00:00.000'))
  })

  it('counts from the moment asked about when its creation is unknown', () => {
    expect(parseEvery('1.5h').next(at('09:00:00.999'))).toEqual(at('10:30:00.000'))
  })

  it.each(['10ms', '0', '-5m'])('fires each second for %s, and says so', text => {
    const trigger = parseEvery(text)
    expect(trigger.next(START, START)).toEqual(at('12:00:01.000'))
    expect(trigger.describe()).toBe('every 1s')
    expect(trigger.warnings).toEqual([`"${text}" is under a second: it fires every second`])
  })

  it('drops a fraction of a second, and says so', () => {
    const trigger = parseEvery('1m1500ms')
    expect(trigger.next(START, START)).toEqual(at('12:01:01.000'))
    expect(trigger.warnings).toEqual(['"1m1500ms" has a fraction of a second: it fires every 61s'])
  })

  it('refuses what is no duration', () => {
    expect(() => parseEvery('10 parsecs')).toThrow(
      expect.objectContaining({ stackMessage: 'Trigger unparsable' })
    )
  })

  it('never comes past the end of time', () => {
    expect(parseEvery('2500000h').next(new Date(8.64e15 - 1), new Date(8.64e15 - 1))).toBeUndefined()
  })
})
