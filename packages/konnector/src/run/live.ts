import { readJobEnv, type JobEnv } from '@cozy-jobs/env'
import { createLogger, type Logger } from '@cozy-jobs/logging'
import type { KonnectorInfo } from '../metadata/konnector-info.js'
import { graceOf } from './budget.js'
import type { RunContext } from './context.js'
import { createContext } from './create-context.js'
import { failedBy, type Outcome } from './outcome.js'

/** What is particular to one konnector. */
export interface Steps {
  /** What the konnector does; it is over when the promise is. */
  main: (context: RunContext) => unknown
  /** Between the context and `main`. */
  begin?: (context: RunContext) => unknown
  /** After `main` has succeeded. */
  end?: (context: RunContext) => unknown
  /** When the time of the run is over before `main` is: what must not be lost. */
  interrupted?: (context: RunContext) => unknown
  /** Looks at a failure; what it throws is the failure, or the first one where it returns. */
  fail?: (error: unknown) => unknown
}

/** What a run takes instead of what the process has: for tests, and for whoever runs a konnector in its own process. */
export interface RunOptions {
  env?: JobEnv
  log?: Logger
  manifest?: KonnectorInfo
  now?: () => Date
  onSecrets?: (secrets: readonly string[]) => void
}

/** Settles with `main`, or is rejected when the time of the run is over and `main` doesn't end by itself. */
const withinBudget = async (main: Promise<unknown>, { budget, env }: RunContext): Promise<void> => {
  const { signal } = budget
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    const give = (): void => {
      timer = setTimeout(() => reject(signal.reason as Error), graceOf(env.timeLimit))
    }
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
  try {
    await Promise.race([main, over])
  } finally {
    clearTimeout(timer)
  }
}

const steps = async (context: RunContext, { main, begin, end, interrupted }: Steps): Promise<void> => {
  await begin?.(context)
  try {
    await withinBudget(Promise.resolve(main(context)), context)
  } catch (error) {
    if (context.budget.signal.aborted) await interrupted?.(context)
    throw error
  }
  await end?.(context)
  // `main` has ended as it should, and not with all that it was to fetch.
  context.budget.settle()
}

/**
 * One run from its environment to its outcome, without touching the process: it neither ends it nor looks at its
 * signals. Nothing is thrown.
 */
export const live = async (konnector: Steps, options: RunOptions = {}): Promise<Outcome> => {
  const log = options.log ?? createLogger()
  let context: RunContext | undefined
  try {
    const env = options.env ?? readJobEnv(undefined, { log: message => log.info(message) })
    context = await createContext({ ...options, env, log })
    await steps(context, konnector)
    return { state: 'done' }
  } catch (error) {
    try {
      await konnector.fail?.(error)
      return failedBy(error)
    } catch (last) {
      return failedBy(last)
    }
  } finally {
    context?.budget.close()
  }
}
