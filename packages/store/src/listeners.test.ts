import { describe, expect, it } from '@jest/globals'
import type { Change } from './api.js'
import { Listeners } from './listeners.js'

const change = (id: string): Change => ({
  prefix: 'p',
  doctype: 'io.cozy.things',
  verb: 'CREATED',
  doc: { _id: id, _rev: '1-a' }
})

describe('listeners', () => {
  it('are all told where one fails, and the writer hears of it in the end', async () => {
    const told: string[] = []
    const listeners = new Listeners()
    listeners.add(() => Promise.reject(new Error('late')))
    listeners.add(() => {
      throw new Error('at once')
    })
    listeners.add(({ doc }) => void told.push(doc._id))
    await expect(listeners.tell([change('a'), change('b')])).rejects.toMatchObject({
      code: 'listener_failed',
      message: 'Failed to act on the change of io.cozy.things a: late'
    })
    expect(told).toEqual(['a', 'b'])
  })

  it('are called in the order of the changes, without waiting for one another, and awaited all', async () => {
    const calls: string[] = []
    const listeners = new Listeners()
    let finish = (): void => {}
    listeners.add(({ doc }) => {
      calls.push(doc._id)
      return new Promise(resolve => (finish = resolve))
    })
    const first = listeners.tell([change('a')]).then(() => calls.push('a is done'))
    const endFirst = finish
    const second = listeners.tell([change('b')]).then(() => calls.push('b is done'))
    finish()
    await second
    endFirst()
    await first
    expect(calls).toEqual(['a', 'b', 'b is done', 'a is done'])
  })
})
