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
  it('do no harm to the writer or to one another where one fails, which is reported', async () => {
    const reports: string[] = []
    const told: string[] = []
    const listeners = new Listeners(message => void reports.push(message))
    listeners.add(() => Promise.reject(new Error('late')))
    listeners.add(() => {
      throw new Error('at once')
    })
    listeners.add(({ doc }) => void told.push(doc._id))
    await listeners.tell([change('a')])
    expect(told).toEqual(['a'])
    expect(reports.toSorted()).toEqual([
      expect.stringMatching(/^A listener for p\/io\.cozy\.things failed: Error: at once/),
      expect.stringMatching(/^A listener for p\/io\.cozy\.things failed: Error: late/)
    ])
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
