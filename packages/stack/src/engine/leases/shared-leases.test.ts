import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openStore, type DocumentStore, type Store } from '@cozy-jobs/store'
import { MovableClock } from '../../clock/movable-clock.js'
import { countWork, type WorkCount } from '../work-count.js'
import type { Leases } from './lease.js'
import { createSharedLeases, LEASE_TIME } from './shared-leases.js'

let store: Store
let clock: MovableClock
/** What is asked of the store. */
let asked: WorkCount
const opened: Leases[] = []

beforeEach(async () => {
  store = await openStore({ kind: 'memory' })
  clock = new MovableClock()
  asked = countWork()
  await clock.moveTo(new Date('2027-01-01T00:00:00Z'))
})

afterEach(async () => {
  for (const leases of opened.splice(0)) await leases.stop()
  await store.close()
})

/** The documents of the stack, each question counted until it is answered. */
const counted = (): DocumentStore =>
  new Proxy(store.documents('stack'), {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => asked.track(Reflect.apply(member, target, args) as Promise<unknown>)
    }
  })

/** A turn after the last answer, so that what follows it has been asked. */
const answered = async (): Promise<void> => {
  await new Promise(resolve => setImmediate(resolve))
  await asked.none()
  await new Promise(resolve => setImmediate(resolve))
  await asked.none()
}

const engine = (owner: string): Leases => {
  const leases = createSharedLeases({
    documents: counted(),
    clock,
    owner,
    onError: error => {
      throw error
    }
  })
  opened.push(leases)
  return leases
}

/** Lets all that is due ring, and what it writes be written. */
const advance = (ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms), { settle: answered })

describe('a lease', () => {
  it('is held by one of two that take it at the same moment', async () => {
    const taken = await Promise.all([engine('a').take('job'), engine('b').take('job')])
    expect(taken.filter(lease => lease !== undefined)).toHaveLength(1)
  })

  it('is held by one of two that find it over at the same moment', async () => {
    const dead = engine('dead')
    await dead.take('job')
    await dead.stop()
    await advance(LEASE_TIME)
    const taken = await Promise.all([engine('a').take('job'), engine('b').take('job')])
    expect(taken.filter(lease => lease !== undefined)).toHaveLength(1)
  })

  it('is free again once it was released', async () => {
    const [a, b] = [engine('a'), engine('b')]
    const lease = await a.take('job')
    expect(await b.take('job')).toBeUndefined()
    await lease?.release()
    expect(await b.take('job')).toBeDefined()
    expect((await store.documents('stack').list('engine.leases')).rows).toHaveLength(1)
  })

  it('is kept for as long as its engine lives', async () => {
    const lease = await engine('a').take('job')
    await advance(10 * LEASE_TIME)
    expect(lease?.lost.aborted).toBe(false)
    expect(await engine('b').take('job')).toBeUndefined()
  })

  it('of an engine that has died is taken over when its time is over, and not before', async () => {
    const dead = engine('dead')
    await dead.take('job')
    await dead.stop()
    await advance(LEASE_TIME - 1)
    const b = engine('b')
    expect(await b.take('job')).toBeUndefined()
    await advance(1)
    expect(await b.take('job')).toBeDefined()
  })

  it('tells an engine that stood still too long that it has lost it, and leaves it to the other', async () => {
    const lease = await engine('a').take('job')
    // As it is once another has found it over.
    const documents = store.documents('stack')
    const { _rev } = await documents.get('engine.leases', 'job')
    const until = new Date(clock.now().getTime() + 10 * LEASE_TIME).toISOString()
    await documents.put('engine.leases', { _id: 'job', _rev, owner: 'b', until })
    await advance(LEASE_TIME)
    expect(lease?.lost.aborted).toBe(true)
    await lease?.release()
    expect(await documents.get('engine.leases', 'job')).toMatchObject({ owner: 'b' })
  })
})

describe('what must happen once', () => {
  it('is done by the first engine that asks, and forgotten after a while', async () => {
    const [a, b] = [engine('a'), engine('b')]
    expect([await a.once('date'), await b.once('date'), await a.once('date')]).toEqual([true, false, false])
    a.watch(() => Promise.resolve())
    await advance(20 * 60_000)
    expect((await store.documents('stack').list('engine.leases')).rows).toEqual([])
  })
})

describe('a look at what others have left', () => {
  it('comes again and again, also after one that failed, and never once it was stopped', async () => {
    const errors: unknown[] = []
    const a = createSharedLeases({
      documents: counted(),
      clock,
      owner: 'a',
      onError: error => errors.push(error)
    })
    let looks = 0
    a.watch(() => {
      looks++
      return looks === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve()
    })
    await advance(2 * LEASE_TIME)
    expect([looks, errors.length]).toEqual([4, 1])
    await a.stop()
    await advance(2 * LEASE_TIME)
    expect(looks).toBe(4)
  })
})
