import type { Store } from '@cozy-jobs/store'
import type { EventEmitter } from 'node:events'
import type { StackConfig } from './config.js'
import type { Engine, EngineEvent } from './engine/api.js'
import type { Installer } from './installs/api.js'
import type { Instances } from './instances/api.js'

/** Where the time comes from: the engine and the routes never ask the system. */
export interface Clock {
  now(): Date
}

/** The parts of a running stack, as the routes see them. */
export interface Stack {
  store: Store
  instances: Instances
  installs: Installer
  engine: Engine
  clock: Clock
  config: StackConfig
  events: EventEmitter<StackEvents>
  /** Every line for a person. */
  log: (line: string) => void
}

/** What a stack tells while it lives; the demo, the console and the tests listen. */
export interface StackEvents {
  engine: [EngineEvent]
  warning: [string]
  /** An `io.cozy.notifications` document that a job or an app has raised. */
  notification: [Record<string, unknown>]
}

/** All options have the defaults of `cozy-jobs stack`. */
export interface StackOptions {
  /** Without the port. `cozy.localhost` */
  domain?: string
  /** 8080; 0 takes a free one. */
  port?: number
  /** 6060; 0 takes a free one. */
  adminPort?: number
  /** A folder that holds all the data, or in memory alone. */
  data?: { folder: string } | 'memory'
  locale?: string
  passphrase?: string
  email?: string
  publicName?: string
  context?: string
  config?: Partial<StackConfig>
  /** A launcher of the user's own for jobs; Node itself where absent. */
  command?: string
  clock?: Clock
  /** Every line for a person: warnings, what ran. Nowhere where absent. */
  log?: (line: string) => void
}

export interface RunningStack extends Stack {
  /** With its port: `cozy.localhost:8080`. */
  domain: string
  /** `http://cozy.localhost:8080/` */
  url: string
  /** `http://127.0.0.1:6060/` */
  adminUrl: string
  /** Within 2 s: no new request, running jobs ended, everything stored. */
  close(): Promise<void>
}
