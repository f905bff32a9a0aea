import type { Store } from '@cozy-jobs/store'
import type { Installs } from '../installs/api.js'
import type { Instance, Instances } from '../instances/api.js'
import type { AlarmClock } from '../clock/clock.js'
import type { LogLevel, Stack } from '../stack.js'
import type { Workers } from './queue/workers.js'

/** What never changes while the engine lives. */
export interface EngineConfig {
  /** The address of an instance as its jobs see it, with the slash: `http://cozy.localhost:8080/`. */
  urlOf(instance: Instance): string
  /** A launcher of the user's own for jobs; Node itself where absent. */
  command?: string
  /** How many jobs of each worker run at once; the worker's own number where absent. */
  concurrency?: number
  /** Which workers there are; those of the real stack where absent. */
  workers?: Workers
  /** The least severe lines of jobs that a person is shown; all where absent. `logFile` gets them all. */
  logLevel?: LogLevel
  /** `services.log`: every line of every job, rotated at 5 MB; nowhere where absent. */
  logFile?: string
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
  config: EngineConfig
  /** Every line for a person. */
  log: (line: string) => void
}
