import { describe, expect, it } from '@jest/globals'
import type { Instance } from '../../instances/api.js'
import type { TriggerDoc } from '../api.js'
import { createChangeListener } from '../changes.js'
import { liveTrigger, type LiveTrigger } from './live-trigger.js'
import { createTriggerIndex, type TriggerIndex } from './trigger-index.js'

const instance = { domain: 'cozy.localhost', prefix: 'cozy1' } as Instance

/** One trigger of each count that listens to todos, all others to doctypes of their own. */
const indexOf = (count: number, onLook: (live: LiveTrigger) => void): TriggerIndex => {
  const index = createTriggerIndex()
  for (let i = 0; i < count; i++) {
    const doc = {
      _id: `t${i}`,
      type: '@event',
      arguments: i === 0 ? 'io.cozy.todos:CREATED' : `io.cozy.other${i}:CREATED`,
      worker: 'log'
    } as unknown as TriggerDoc
    const live = liveTrigger(instance, doc, new Date(0))
    const { trigger } = live
    index.set({
      ...live,
      trigger: {
        ...trigger,
        matches: event => {
          onLook(live)
          return trigger.matches(event)
        }
      }
    })
  }
  return index
}

describe('a change', () => {
  it.each([10, 10_000])('is looked at by the triggers of its doctype alone, of %d', async count => {
    const looked: string[] = []
    const fired: string[] = []
    const index = indexOf(count, ({ doc }) => looked.push(doc._id))
    const listener = createChangeListener({
      index,
      instanceOf: () => instance,
      fire: ({ doc }) => Promise.resolve(void fired.push(doc._id)),
      follow: () => undefined,
      unfollow: () => undefined,
      onAccountGone: () => Promise.resolve()
    })
    const doc = { _id: 'milk', _rev: '1-a' }
    await listener({ prefix: 'cozy1', doctype: 'io.cozy.todos', verb: 'CREATED', doc })
    await listener({ prefix: 'cozy2', doctype: 'io.cozy.todos', verb: 'CREATED', doc })
    expect({ looked, fired }).toEqual({ looked: ['t0'], fired: ['t0'] })
    expect(index.listening('cozy2', 'io.cozy.todos')).toEqual([])
  })
})
