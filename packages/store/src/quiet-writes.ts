import { AsyncLocalStorage } from 'node:async_hooks'

const quiet = new AsyncLocalStorage<true>()

/** Runs `work`. The changes that it makes, also what it awaits, are told as `quiet`. */
export const writeQuietly = <T>(work: () => T): T => quiet.run(true, work)

/** Asked where a draft comes in: later it shares a batch with those of others. */
export const isQuiet = (): boolean => quiet.getStore() === true
