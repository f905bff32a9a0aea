import type { JobEnv } from '@cozy-jobs/env'
import type { Logger } from '@cozy-jobs/logging'
import type { Account } from '../account/account.js'
import type { CozyStack } from '../cozy/api.js'
import type { Http } from '../http/api.js'
import type { KonnectorInfo } from '../metadata/konnector-info.js'
import type { Budget } from './budget.js'

/**
 * What a run works on. Every function of the package takes it first, so that two runs in one process do not meet; in
 * `defineKonnector` and in `BaseKonnector` they arrive bound to their run.
 */
export interface RunContext<
  Fields extends object = Record<string, unknown>,
  Parameters extends object = Record<string, unknown>
> {
  stack: CozyStack
  env: JobEnv
  /** The account that the run is for: its document, its data, its session. */
  account: Account
  /** What the owner has entered: `account.auth` and `account.oauth`, with the path of the folder. */
  fields: Fields & { folderPath?: string }
  /** `COZY_PARAMETERS`; empty where absent. */
  parameters: Parameters
  /** Path of `folder_to_save`; undefined for a konnector that saves no files. */
  folderPath: string | undefined
  log: Logger
  /** How long the run still has. */
  budget: Budget
  /** The konnector's own manifest. */
  manifest: KonnectorInfo
  /** The provider's side. */
  http: Http
  /** The present moment, of which there is one for the whole run: metadata, ends, back-off. */
  now: () => Date
}
