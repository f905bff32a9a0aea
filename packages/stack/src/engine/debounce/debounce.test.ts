import { describe, expect, it } from '@jest/globals'
import { openStore } from '@cozy-jobs/store'
import { MovableClock } from '../../clock/movable-clock.js'
import type { LiveTrigger } from '../triggers/live-trigger.js'
import { soleOwner } from '../leases/sole-owner.js'
import { createDebounce } from './debounce.js'

const LIVE = {
  key: 'cozy1/t',
  instance: { prefix: 'cozy1' },
  doc: { _id: 't' },
  debounce: 5
} as unknown as LiveTrigger

describe('a window whose job could not be stored', () => {
  it('is tried again until it is, and forgotten then', async () => {
    const store = await openStore({ kind: 'memory' })
    const documents = store.documents('stack')
    const tries: string[] = []
    const failures: string[] = []
    const fired = new Promise<void>(resolve => {
      const debounce = createDebounce({
        documents,
        clock: new MovableClock(),
        leases: soleOwner(),
        onHeld: () => {},
        fire: (prefix, trigger) => {
          tries.push(`${prefix}/${trigger}`)
          return tries.length < 2 ? Promise.reject(new Error('no room')) : Promise.resolve()
        },
        guard: firing => void firing.then(resolve, (error: Error) => failures.push(error.message))
      })
      void debounce.hold(LIVE)
    })
    await fired
    expect(tries).toEqual(['cozy1/t', 'cozy1/t'])
    expect(failures).toEqual(['no room'])
    expect((await documents.list('engine.debounces')).rows).toEqual([])
    await store.close()
  })
})
