import { StoreError } from '../errors.js'
import type { CouchAddress } from './address.js'

/** Why CouchDB has given no answer that the store can use, in half a sentence, and what a person can do about it. */
export interface Failure {
  why: string
  remedy: string
}

/** What the system says of a connection that came to nothing. */
const KNOWN: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: { why: 'nothing listens there', remedy: 'Start it, or give another address.' },
  ENOTFOUND: { why: 'there is no such host', remedy: 'Check the address.' },
  EAI_AGAIN: { why: 'there is no such host', remedy: 'Check the address.' },
  EHOSTUNREACH: { why: 'the host cannot be reached', remedy: 'Check the network and the address.' },
  ENETUNREACH: { why: 'the host cannot be reached', remedy: 'Check the network and the address.' }
}

export const notCouch = (): Failure => ({
  why: 'what answers is no CouchDB',
  remedy: 'Check the address.'
})

export const refusedUser = (): Failure => ({
  why: 'it refuses the user or the password',
  remedy: 'Give those of an administrator of CouchDB.'
})

export const tooLate = (timeout: number): Failure => ({
  why: `it gave no answer within ${timeout / 1000} s`,
  remedy: 'Look at its log, and try again.'
})

export const broken = (status: number): Failure => ({
  why: `it answered with status ${status}`,
  remedy: 'Look at its log, and try again.'
})

/** An error of the connection. */
export function failureOf(error: unknown, timeout: number): Failure {
  const { code = '', name = '' } = error as { code?: string; name?: string }
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR') return tooLate(timeout)
  const own = {
    why: `the connection broke${code && ` (${code})`}`,
    remedy: 'Look at its log, and try again.'
  }
  return KNOWN[code] ?? own
}

/** While the store is in use. The answer goes to clients: it names no address. */
export class CouchUnavailable extends StoreError {
  readonly failure: Failure

  constructor(failure: Failure) {
    super('unavailable', `Failed to ask CouchDB: ${failure.why}. ${failure.remedy}`)
    this.failure = failure
  }
}

/** The same at the start, for the person who has typed the address. */
export const cannotOpen = ({ shown }: CouchAddress, { why, remedy }: Failure): StoreError =>
  new StoreError('unavailable', `Failed to open the data: CouchDB at ${shown}: ${why}. ${remedy}`)
