import type { KindBehaviour } from '../kinds.js'

/** A kind that neither listens nor follows the clock: something from outside fires it. */
const onDemand =
  (words: string) =>
  (args: string): KindBehaviour => ({
    doctypes: [],
    once: false,
    matches: () => false,
    next: () => undefined,
    describe: () => words,
    warnings: args.trim() === '' ? [] : [`"${args}" says nothing: this kind has no arguments`]
  })

/** `@webhook`: a request to its address fires it. */
export const parseWebhook = onDemand('when its webhook is called')

/** `@client`: a client of the Cozy runs the job itself and reports it. */
export const parseClient = onDemand('when a client launches it')
