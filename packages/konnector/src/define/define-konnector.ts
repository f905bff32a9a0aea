import { createClient, type ClientOptions, type CozyClient } from '@cozy-jobs/service'
import { boundFunctions, type BoundFunctions } from '../run/bound-functions.js'
import type { RunContext } from '../run/context.js'
import { isCalledByEntry } from '../run/is-entry.js'
import { live, type RunOptions, type Steps } from '../run/live.js'
import type { Outcome } from '../run/outcome.js'
import { runProgram } from '../run/run-program.js'
import type { FieldsOf } from './fields-of.js'

/** What a konnector is given. */
export interface KonnectorContext<
  Fields extends object = Record<string, unknown>,
  Parameters extends object = Record<string, unknown>
>
  extends RunContext<Fields, Parameters>, BoundFunctions {
  /** cozy-client for the owner's Cozy, with the konnector's rights; loaded at its first use. */
  client: CozyClient
}

/** What a konnector does; it is over when the promise is. */
export type KonnectorMain<F extends object, P extends object> = (context: KonnectorContext<F, P>) => unknown

/** A konnector that can be run. */
export interface Konnector {
  /**
   * Runs it in this process, which goes on afterwards: for tests. Without `env` it reads that of the process.
   *
   * @returns the outcome; nothing is thrown
   */
  run(options?: RunOptions): Promise<Outcome>
}

/**
 * Defines a konnector. In the file that Node was started with, as a stack starts the built one, it runs at once and
 * ends the process; imported by a test, it waits for `run`.
 *
 * @typeParam M the type of the manifest (`typeof manifest`), or that of the fields
 * @example
 * export default defineKonnector<{ login: string; password: string }>(async ({ fields, http, saveFiles }) => {
 *   const $ = await http.get('https://example.org/bills').$()
 *   await saveFiles(billsOf($), fields)
 * })
 */
export const defineKonnector = <
  M extends object = Record<string, unknown>,
  P extends object = Record<string, unknown>
>(
  main: KonnectorMain<FieldsOf<M> & object, P>,
  options: ClientOptions = {}
): Konnector => {
  const steps: Steps = {
    main: context =>
      main({
        ...context,
        ...boundFunctions(context),
        client: createClient(context.env, options)
      } as unknown as KonnectorContext<FieldsOf<M> & object, P>)
  }
  if (isCalledByEntry()) void runProgram(steps)
  return { run: runOptions => live(steps, runOptions) }
}
