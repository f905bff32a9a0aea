import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { AlarmQueue } from './alarm-queue.js'
import { MovableClock } from './movable-clock.js'

const START = Date.UTC(2027, 0, 1)
const at = (ms: number): Date => new Date(START + ms)

/** A clock that stands at START. */
const standing = async (): Promise<MovableClock> => {
  const clock = new MovableClock()
  await clock.moveTo(at(0))
  return clock
}

/** Settled once all that is due at this moment has rung. */
const aMoment = (clock: MovableClock): Promise<void> =>
  new Promise(resolve => clock.setAlarm(clock.now(), resolve))

describe('a clock that nobody moves', () => {
  const inMs = (ms: number): Date => new Date(Date.now() + ms)

  it('rings at once for a date that has passed', async () => {
    await expect(
      new Promise<string>(resolve => new MovableClock().setAlarm(inMs(-1_000), () => resolve('rang')))
    ).resolves.toBe('rang')
  })

  it('rings in the order of the dates, and not for one beyond what a timer of Node takes', async () => {
    const clock = new MovableClock()
    const rung: string[] = []
    const cancelFar = clock.setAlarm(inMs(2 ** 31 + 5), () => rung.push('far'))
    await new Promise<void>(resolve => {
      clock.setAlarm(inMs(40), () => resolve(void rung.push('second')))
      clock.setAlarm(inMs(10), () => rung.push('first'))
    })
    cancelFar()
    expect(rung).toEqual(['first', 'second'])
  })

  it('waits on while the clock below has not reached the date', async () => {
    let behind = 2
    const clock = new MovableClock({ now: () => new Date(Date.now() - (behind-- > 0 ? 30 : 0)) })
    const date = inMs(10)
    await new Promise<void>(resolve => clock.setAlarm(date, resolve))
    expect(Date.now()).toBeGreaterThanOrEqual(date.getTime())
  })

  it('does not ring for what is prevented, by another alarm of the same moment too', async () => {
    const clock = new MovableClock()
    const rung: string[] = []
    clock.setAlarm(inMs(5), () => rung.push('prevented'))()
    let prevent = (): void => undefined
    const date = inMs(5)
    clock.setAlarm(date, () => prevent())
    prevent = clock.setAlarm(date, () => rung.push('prevented by its neighbour'))
    await new Promise<void>(resolve => clock.setAlarm(inMs(20), resolve))
    expect(rung).toEqual([])
  })
})

describe('a clock that is moved', () => {
  it('stands where it was put', async () => {
    const clock = await standing()
    expect(clock.isStopped).toBe(true)
    expect(clock.now()).toEqual(at(0))
  })

  it('rings for all that is due on the way, in its order, each at its own date', async () => {
    const clock = await standing()
    const rung: [string, number][] = []
    const note = (name: string) => () => void rung.push([name, clock.now().getTime() - START])
    clock.setAlarm(at(30), note('c'))
    clock.setAlarm(at(10), note('a'))
    clock.setAlarm(at(10), note('b'))
    clock.setAlarm(at(31), note('too late'))
    const again = (n: number): void => {
      note(`every ${n}`)()
      clock.setAlarm(at((n + 1) * 12), () => again(n + 1))
    }
    clock.setAlarm(at(12), () => again(1))
    expect(await clock.moveTo(at(30))).toEqual({ rang: 5, arrived: true })
    expect(rung).toEqual([
      ['a', 10],
      ['b', 10],
      ['every 1', 12],
      ['every 2', 24],
      ['c', 30]
    ])
    expect(clock.now()).toEqual(at(30))
  })

  it('waits for what an alarm has set going', async () => {
    const clock = await standing()
    const told: string[] = []
    clock.setAlarm(at(1), () => told.push('first'))
    clock.setAlarm(at(2), () => told.push('second'))
    const settle = async (): Promise<void> => {
      await new Promise(setImmediate)
      told.push('settled')
    }
    await clock.moveTo(at(5), { settle })
    expect(told).toEqual(['first', 'settled', 'second', 'settled'])
  })

  it('stops on the way at a limit, and goes on from there', async () => {
    const clock = await standing()
    const every = (): void => void clock.setAlarm(new Date(clock.now().getTime() + 1), every)
    every()
    expect(await clock.moveTo(at(100), { limit: 7 })).toEqual({ rang: 7, arrived: false })
    expect(clock.now()).toEqual(at(7))
    expect(await clock.moveTo(at(100))).toEqual({ rang: 93, arrived: true })
  })

  it('takes one move after the other', async () => {
    const clock = await standing()
    const moves = [clock.moveTo(at(10)), clock.moveTo(at(20)), clock.moveTo(at(15))]
    await Promise.all(moves)
    expect(clock.now()).toEqual(at(15))
  })

  it('rings while it stands for what is due already, and for nothing else', async () => {
    const clock = await standing()
    const rung: string[] = []
    clock.setAlarm(at(-1), () => rung.push('due'))
    clock.setAlarm(at(1), () => rung.push('later'))
    await aMoment(clock)
    expect(rung).toEqual(['due'])
  })

  it('tells when it goes back, by a move or because it runs again', async () => {
    const clock = new MovableClock({ now: () => at(0) })
    const told: number[] = []
    clock.onSetBack(() => told.push(clock.now().getTime() - START))
    await clock.moveTo(at(50))
    await clock.moveTo(at(20))
    await clock.resume()
    expect(told).toEqual([20, 0])
    expect(clock.isStopped).toBe(false)
  })

  it('rings at once for what has become due when it runs again', async () => {
    const clock = new MovableClock({ now: () => at(1000) })
    await clock.moveTo(at(0))
    const rang = new Promise<string>(resolve => clock.setAlarm(at(500), () => resolve('rang')))
    await clock.resume()
    await expect(rang).resolves.toBe('rang')
  })
})

describe('the queue of alarms', () => {
  it('gives them by date, then in the order in which they were set, without the cancelled ones', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean())), alarms => {
        const queue = new AlarmQueue()
        alarms.forEach(([moment, cancelled]) => {
          const alarm = queue.add(moment, () => undefined)
          alarm.cancelled = cancelled
        })
        const taken = []
        for (let next = queue.take(); next; next = queue.take()) taken.push([next.at, next.order])
        const kept = alarms.flatMap(([moment, cancelled], order) => (cancelled ? [] : [[moment, order]]))
        expect(taken).toEqual(kept.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!))
      })
    )
  })
})
