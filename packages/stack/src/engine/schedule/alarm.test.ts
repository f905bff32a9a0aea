import { describe, expect, it } from '@jest/globals'
import { setAlarm } from './alarm.js'

const system = { now: () => new Date() }
const inMs = (ms: number): Date => new Date(Date.now() + ms)

describe('an alarm', () => {
  it('rings at once for a date that has passed', async () => {
    await expect(
      new Promise<string>(resolve => setAlarm(system, inMs(-1_000), () => resolve('rang')))
    ).resolves.toBe('rang')
  })

  it('rings in the order of the dates, and not for one beyond what a timer of Node takes', async () => {
    const rung: string[] = []
    const cancelFar = setAlarm(system, inMs(2 ** 31 + 5), () => rung.push('far'))
    await new Promise<void>(resolve => {
      setAlarm(system, inMs(40), () => resolve(void rung.push('second')))
      setAlarm(system, inMs(10), () => rung.push('first'))
    })
    cancelFar()
    expect(rung).toEqual(['first', 'second'])
  })

  it('waits on while the clock has not reached the date', async () => {
    let behind = 2
    const slow = { now: () => new Date(Date.now() - (behind-- > 0 ? 30 : 0)) }
    const date = inMs(10)
    await new Promise<void>(resolve => setAlarm(slow, date, resolve))
    expect(Date.now()).toBeGreaterThanOrEqual(date.getTime())
  })

  it('that is prevented does not ring', async () => {
    const rung: string[] = []
    setAlarm(system, inMs(5), () => rung.push('prevented'))()
    await new Promise<void>(resolve => setAlarm(system, inMs(20), resolve))
    expect(rung).toEqual([])
  })
})
