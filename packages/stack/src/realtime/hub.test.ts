import { describe, expect, it } from '@jest/globals'
import type { RealtimeEvent } from './api.js'
import { Hub } from './hub.js'

const event = (id: string, doctype = 'io.cozy.todos'): RealtimeEvent => ({
  verb: 'CREATED',
  doctype,
  id,
  doc: { _id: id }
})

const listening = (hub: Hub, prefix = 'cozy1') => {
  const frames: Buffer[] = []
  let ends = 0
  const subscriber = hub.subscriber(prefix, { deliver: frame => frames.push(frame), end: () => ends++ })
  return { frames, subscriber: subscriber!, ends: () => ends }
}

describe('the hub', () => {
  it('serialises an event once for all, and not at all for nobody', () => {
    const hub = new Hub()
    const all = [listening(hub), listening(hub), listening(hub, 'cozy2')]
    for (const { subscriber } of all) subscriber.subscribe('io.cozy.todos')
    hub.publish('cozy1', event('a'))
    hub.publish('cozy1', { ...event('b', 'io.cozy.notes'), doc: { toJSON: () => expect(0).toBe(1) } })
    expect(all.map(({ frames }) => frames.length)).toEqual([1, 1, 0])
    expect(all[0]?.frames[0]).toBe(all[1]?.frames[0])
  })

  it('forgets who has gone, down to the last topic', () => {
    const hub = new Hub()
    const { subscriber } = listening(hub)
    subscriber.subscribe('io.cozy.todos', 'a')
    expect(hub.hasListeners('cozy1', 'io.cozy.todos')).toBe(true)
    subscriber.unsubscribe('io.cozy.todos', 'a')
    expect(hub.hasListeners('cozy1', 'io.cozy.todos')).toBe(false)
    subscriber.subscribe('io.cozy.todos')
    subscriber.close()
    expect(hub.hasListeners('cozy1', 'io.cozy.todos')).toBe(false)
    expect(subscriber.subscribe('io.cozy.todos')).toBe(false)
  })

  it('keeps the whole doctype where one document of it is taken away', () => {
    const hub = new Hub()
    const { subscriber, frames } = listening(hub)
    subscriber.subscribe('io.cozy.todos')
    subscriber.subscribe('io.cozy.todos', 'a')
    subscriber.unsubscribe('io.cozy.todos', 'a')
    hub.publish('cozy1', event('a'))
    expect(frames.length).toBe(1)
  })

  it('bounds what one may subscribe to, and counts what is given back', () => {
    const hub = new Hub({ subscriptions: 2 })
    const { subscriber } = listening(hub)
    const ids = ['a', 'a', 'b', 'c']
    expect(ids.map(id => subscriber.subscribe('io.cozy.todos', id))).toEqual([true, true, true, false])
    subscriber.unsubscribe('io.cozy.todos', 'a')
    expect(subscriber.subscribe('io.cozy.notes')).toBe(true)
    expect(subscriber.subscribe('io.cozy.todos', 'd')).toBe(false)
    subscriber.unsubscribe('io.cozy.todos')
    expect(subscriber.subscribe('io.cozy.todos', 'd')).toBe(true)
  })

  it('bounds how many there are, and takes none once it is closed', () => {
    const hub = new Hub({ subscribers: 1 })
    const one = listening(hub)
    expect(listening(hub).subscriber).toBeUndefined()
    one.subscriber.close()
    const other = listening(hub)
    expect(other.subscriber).toBeDefined()
    hub.close()
    expect([one.ends(), other.ends()]).toEqual([0, 1])
    expect(listening(hub).subscriber).toBeUndefined()
  })
})
