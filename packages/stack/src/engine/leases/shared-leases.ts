import { StoreError, type Document, type DocumentStore } from '@cozy-jobs/store'
import type { AlarmClock } from '../../clock/clock.js'
import { isNotFound } from '../jobs/job-store.js'
import type { Lease, Leases } from './lease.js'

/** In the stack's own part of the store, beside the jobs: no route shows them. */
const LEASES = 'engine.leases'

/** Milliseconds without a sign of life after which an engine counts as dead. */
export const LEASE_TIME = 30_000

/** Milliseconds for which it is remembered that something has happened; clocks may differ by less. */
const ONCE_TIME = 600_000

interface LeaseDoc extends Document {
  owner: string
  until: string
}

export interface SharedLeasesParts {
  /** Of the stack itself. */
  documents: DocumentStore
  /** The machine's time, which nobody moves: a lease says whether a process lives. */
  clock: AlarmClock
  /** Unlike that of any other engine. */
  owner: string
  /** Told of what fails while nobody waits for it. */
  onError: (error: unknown) => void
}

const isConflict = (error: unknown): boolean => error instanceof StoreError && error.code === 'conflict'

/**
 * A document per lease: its revision decides between two that take it at the same moment. Each is renewed while its
 * owner lives, and taken over once it was not.
 */
export const createSharedLeases = ({ documents, clock, owner, onError }: SharedLeasesParts): Leases => {
  const alarms = new Set<() => void>()
  const underWay = new Set<Promise<void>>()
  let stopped = false

  const after = (delay: number, ring: () => Promise<void>): (() => void) => {
    const clear = clock.setAlarm(new Date(clock.now().getTime() + delay), () => {
      alarms.delete(cancel)
      const work = ring()
        .catch(onError)
        .finally(() => underWay.delete(work))
      underWay.add(work)
    })
    const cancel = (): void => {
      alarms.delete(cancel)
      clear()
    }
    if (stopped) clear()
    else alarms.add(cancel)
    return cancel
  }

  const isOver = ({ until }: LeaseDoc): boolean => Date.parse(until) <= clock.now().getTime()
  const inTime = (time: number): string => new Date(clock.now().getTime() + time).toISOString()

  const read = async (key: string): Promise<LeaseDoc | undefined> => {
    try {
      return (await documents.get(LEASES, key)) as LeaseDoc
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
  }

  const claim = async (key: string, time: number): Promise<LeaseDoc | undefined> => {
    const old = await read(key)
    if (old && !isOver(old)) return undefined
    try {
      const draft = { _id: key, ...(old && { _rev: old._rev }), owner, until: inTime(time) }
      return (await documents.put(LEASES, draft)) as LeaseDoc
    } catch (error) {
      if (isConflict(error)) return undefined
      throw error
    }
  }

  const drop = async ({ _id, _rev }: LeaseDoc): Promise<void> => {
    try {
      await documents.remove(LEASES, _id, _rev)
    } catch (error) {
      if (!isConflict(error) && !isNotFound(error)) throw error
    }
  }

  const hold = (taken: LeaseDoc): Lease => {
    const losing = new AbortController()
    let doc = taken
    let renewing: Promise<void> = Promise.resolve()
    let cancel = (): void => undefined

    const renew = async (): Promise<void> => {
      if (isOver(doc)) return losing.abort()
      try {
        doc = (await documents.put(LEASES, { ...doc, until: inTime(LEASE_TIME) })) as LeaseDoc
      } catch (error) {
        if (isConflict(error) || isNotFound(error)) return losing.abort()
        // The store does not answer: until the lease is over it may yet.
      }
      arm()
    }
    const arm = (): void => {
      cancel = after(LEASE_TIME / 3, () => (renewing = renew()))
    }
    arm()
    return {
      lost: losing.signal,
      release: async () => {
        cancel()
        await renewing
        cancel()
        if (!losing.signal.aborted) await drop(doc)
      }
    }
  }

  const forget = async (): Promise<void> => {
    const { rows } = await documents.list(LEASES, { include_docs: true }).catch((error: unknown) => {
      if (isNotFound(error)) return { rows: [] }
      throw error
    })
    for (const { doc } of rows) if (doc && isOver(doc as LeaseDoc)) await drop(doc as LeaseDoc)
  }

  return {
    shared: true,
    take: async key => {
      const doc = await claim(key, LEASE_TIME)
      return doc && hold(doc)
    },
    once: async key => (await claim(key, ONCE_TIME)) !== undefined,
    watch: look => {
      const round = async (): Promise<void> => {
        try {
          await look()
          await forget()
        } finally {
          if (!stopped) after(LEASE_TIME / 2, round)
        }
      }
      after(LEASE_TIME / 2, round)
    },
    stop: async () => {
      stopped = true
      for (const cancel of [...alarms]) cancel()
      await Promise.all(underWay)
    }
  }
}
