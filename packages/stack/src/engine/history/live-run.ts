import type { Masker } from '@cozy-jobs/logging'
import type { JobDoc } from '../api.js'
import { inputMasker } from './input.js'

/** What of one run is kept at most, so that no job fills the journal alone. */
const MOST = { log: 5000, requests: 2000, writes: 2000 } as const

/** Characters of the lines of one run. */
const MOST_CHARACTERS = 512 * 1024

/** A run that has not ended. */
export interface LiveRun {
  job: JobDoc
  tokens: Set<string>
  /** Values that nothing of it may show, besides those of its input. */
  hide(secrets: readonly string[]): void
  /** When it was first begun, in milliseconds of the machine's steady clock. */
  began: number | undefined
  /** Hides what its input and its tokens hold. */
  mask: Masker
  left: { log: number; requests: number; writes: number }
  /** Whether there is room for one more; counts what is left out. */
  hasRoom(kind: keyof typeof MOST, characters?: number): boolean
}

/** Masking is prepared when it is first needed: a job that asks nothing never pays for it. */
export const liveRun = (job: JobDoc): LiveRun => {
  const kept = { log: 0, requests: 0, writes: 0 }
  const left = { log: 0, requests: 0, writes: 0 }
  let characters = 0
  const secrets: string[] = []
  let mask: Masker | undefined
  return {
    job,
    tokens: new Set(),
    began: undefined,
    mask: text => (mask ??= inputMasker(job, secrets))(text),
    hide: more => {
      if (more.length === 0) return
      secrets.push(...more)
      mask = undefined
    },
    left,
    hasRoom: (kind, more = 0) => {
      if (kept[kind] >= MOST[kind] || characters + more > MOST_CHARACTERS) {
        left[kind]++
        return false
      }
      kept[kind]++
      characters += more
      return true
    }
  }
}
