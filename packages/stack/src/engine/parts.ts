import type { Launcher } from '@cozy-jobs/runner'
import type { Store } from '@cozy-jobs/store'
import type { Installs } from '../installs/api.js'
import type { Instance, Instances } from '../instances/api.js'
import type { AlarmClock } from '../clock/clock.js'
import type { LogLevel, Stack } from '../stack.js'
import type { Keyring } from '../data/keyring.js'
import type { Prepare } from './execution/attempt.js'
import type { MaintenanceOf } from './held-back.js'
import type { EngineHistory } from './history/api.js'
import type { DebuggedDomains } from './log/debugged-domains.js'
import type { Leases } from './leases/lease.js'
import type { Workers } from './queue/workers.js'

/** What never changes while the engine lives. */
export interface EngineConfig {
  /** The address of an instance as its jobs see it, with the slash: `http://cozy.localhost:8080/`. */
  urlOf(instance: Instance): string
  /** What starts the programs of jobs; whoever made it closes it. Node itself, started anew, where absent. */
  launcher?: Launcher
  /** How many jobs of each worker run at once; the worker's own number where absent. */
  concurrency?: number
  /** Which workers there are; those of the real stack where absent. */
  workers?: Workers
  /** The least severe lines of jobs that a person is shown; all where absent. `logFile` gets them all. */
  logLevel?: LogLevel
  /** Of these `log` gets every line. */
  debugged?: DebuggedDomains
  /** `services.log`: every line of every job, rotated at 5 MB; nowhere where absent. */
  logFile?: string
  /** A job that ran when the stack was killed is lost, as in production; it is run again where absent. */
  losesRunningJobs?: boolean
}

/**
 * All that the engine is made of. `installs` may only be called from within jobs and triggers, never while the engine
 * is being made: installations and the engine know each other. `createEngine` neither reads nor starts anything;
 * `Engine.start` does.
 */
export interface EngineParts {
  store: Store
  instances: Instances
  installs: Installs
  clock: AlarmClock
  events: Stack['events']
  /** Which of the engines on one store runs what; this one alone where absent. */
  leases?: Leases
  /** What the accounts of konnectors are sealed with: their secrets are masked in all that is told of a job. */
  keyring?: Keyring
  /** The secret that a konnector's account type has for it; nobody has any where absent. */
  konnectorSecret?: (slug: string, context: string) => Promise<unknown>
  /** Which konnectors are under maintenance; none where absent. */
  maintenanceOf?: MaintenanceOf
  /** Keeps what the jobs do; nobody does where absent. */
  history?: EngineHistory
  /** What the stack's other parts do for workers of theirs, such as `sendmail`, by the worker's name. */
  furtherWorkers?: Readonly<Record<string, Prepare>>
  config: EngineConfig
  /** Every line for a person. */
  log: (line: string) => void
}
