import { readJobEnv, type JobEnv } from '@cozy-jobs/env'
import { secretsOf, type Logger } from '@cozy-jobs/logging'
import type { CozyStack } from '../cozy/api.js'
import { openStack } from '../cozy/open-stack.js'
import { boundFunctions, type BoundFunctions } from '../run/bound-functions.js'
import type { RunContext } from '../run/context.js'
import { createContext } from '../run/create-context.js'
import { createOldLogger } from './old-lines.js'

/**
 * The one run of the process, which cozy-konnector-libs keeps in variables of its modules: its functions take no run,
 * and some are called before there is one, or without a `BaseKonnector`.
 */
let current: RunContext | undefined
let made: Promise<RunContext> | undefined
let functions: { of: RunContext; bound: BoundFunctions } | undefined
let env: JobEnv | undefined
let log: Logger | undefined
let stack: CozyStack | undefined

/** From now on this is the run of the process. */
export const setRun = (context: RunContext): void => {
  current = context
}

/** What the stack says to the process; read at its first use. */
export const processEnv = (): JobEnv => current?.env ?? (env ??= readJobEnv())

/** The log of the run; before there is one, a log that hides the token alone. */
export const processLog = (): Logger => current?.log ?? (log ??= createOldLogger())

/** The Cozy, with or without a run. */
export const processStack = (): CozyStack => {
  if (current) return current.stack
  const { url, credentials } = processEnv()
  processLog().hide(secretsOf(credentials.text))
  return (stack ??= openStack({ url, credentials, log: processLog() }))
}

/** The run of the process; where no konnector runs, one that is made of the environment. */
export const processRun = async (): Promise<RunContext> =>
  current ?? (await (made ??= createContext({ env: processEnv(), log: processLog() })))

/** The functions of the package, bound to the run of the process. */
export const processFunctions = async (): Promise<BoundFunctions> => {
  const of = await processRun()
  if (functions?.of !== of) functions = { of, bound: boundFunctions(of) }
  return functions.bound
}
