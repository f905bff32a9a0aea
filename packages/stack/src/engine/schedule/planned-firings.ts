import type { Document, DocumentStore } from '@cozy-jobs/store'
import { randomUUID } from 'node:crypto'
import type { AlarmClock } from '../../clock/clock.js'
import type { JobDraft } from '../api.js'
import { EngineError } from '../errors.js'
import { isNotFound } from '../jobs/job-store.js'
import { alone } from '../leases/firing-lease.js'
import type { Leases } from '../leases/lease.js'

/** In the stack's own part of the store. */
const PLANNED = 'engine.planned'

/** More than anybody waits for: each holds a document in memory. */
const MOST = 1000

/** A job that somebody wants a trigger to make at a date. */
export interface PlannedFiring {
  prefix: string
  /** The date, in UTC. */
  at: string
  draft: JobDraft
}

type Stored = PlannedFiring & Document

/** Firings that were asked for by hand, kept over a restart. */
export interface PlannedFirings {
  /** Settled once it is stored. Throws `EngineError` `too_many_planned`. */
  plan(firing: PlannedFiring): Promise<void>
  /** Takes up what earlier runs have left: what has become due meanwhile fires now. */
  resume(): Promise<void>
  /** They stay stored, for the next start. */
  stop(): void
}

export interface PlannedFiringsParts {
  /** Of the stack itself. */
  documents: DocumentStore
  clock: AlarmClock
  leases: Leases
  /** Stores the job; the firing is forgotten afterwards, so that a crash in between fires it twice and not never. */
  fire: (firing: PlannedFiring) => Promise<void>
  /** Looks after what nobody waits for. */
  guard: (firing: Promise<void>) => void
}

/** None is planned at first. */
export const createPlannedFirings = ({
  documents,
  clock,
  leases,
  fire,
  guard
}: PlannedFiringsParts): PlannedFirings => {
  const alarms = new Map<string, () => void>()
  let adding = 0

  const stored = async (): Promise<Stored[]> => {
    try {
      return (await documents.list(PLANNED, { include_docs: true })).rows.map(row => row.doc as Stored)
    } catch (error) {
      if (isNotFound(error)) return []
      throw error
    }
  }

  const fireStored = async ({ _id }: Stored): Promise<void> => {
    let firing: Stored
    try {
      firing = (await documents.get(PLANNED, _id)) as Stored
    } catch (error) {
      // Another engine has fired it.
      if (isNotFound(error)) return
      throw error
    }
    await fire(firing)
    await documents.remove(PLANNED, _id, firing._rev)
  }

  const arm = (firing: Stored): void => {
    const ring = (): void => {
      alarms.delete(firing._id)
      guard(alone(leases, `planned/${firing._id}`, () => fireStored(firing)))
    }
    alarms.set(firing._id, clock.setAlarm(new Date(firing.at), ring))
  }

  return {
    plan: async firing => {
      if (alarms.size + adding >= MOST) throw new EngineError('too_many_planned')
      adding++
      try {
        arm((await documents.put(PLANNED, { _id: randomUUID(), ...firing })) as Stored)
      } finally {
        adding--
      }
    },
    resume: async () => {
      for (const firing of await stored()) if (!alarms.has(firing._id)) arm(firing)
    },
    stop: () => {
      for (const clear of alarms.values()) clear()
      alarms.clear()
    }
  }
}
