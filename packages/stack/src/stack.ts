import type { JobImports } from '@cozy-jobs/runner'
import type { Store } from '@cozy-jobs/store'
import type { EventEmitter } from 'node:events'
import type { Clock } from './clock/clock.js'
import type { MovableClock } from './clock/movable-clock.js'
import type { StackConfig } from './config.js'
import type { Keyring } from './data/keyring.js'
import type { Engine, EngineEvent } from './engine/api.js'
import type { RunHistory } from './engine/history/api.js'
import type { DebuggedDomains } from './engine/log/debugged-domains.js'
import type { Installer } from './installs/api.js'
import type { Instances } from './instances/api.js'
import type { Outbox } from './mail/outbox.js'
import type { Realtime } from './realtime/api.js'
import type { SecretDocuments } from './secrets/secret-documents.js'
import type { ServedRoute } from './server/served-routes.js'

export type { Clock } from './clock/clock.js'

/** The parts of a running stack, as the routes see them. */
export interface Stack {
  /** Of the instance that it was started with, with its port: `cozy.localhost:8080`; empty until it listens. */
  domain: string
  store: Store
  instances: Instances
  installs: Installer
  engine: Engine
  /** What its jobs have done. */
  history: RunHistory
  /** What happens, told to websockets. */
  realtime: Realtime
  /** Of which instances the log shows everything. */
  debugged: DebuggedDomains
  /** Seals the secrets of accounts. */
  keyring: Keyring
  /** What its administration alone gives it: account types, secrets of remote doctypes. */
  secrets: SecretDocuments
  /** Its mails, each a file. */
  outbox: Outbox
  clock: MovableClock
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

/** From what happens all the time to what stops the stack; the real stack's own words. */
export type LogLevel = 'debug' | 'info' | 'warning' | 'error' | 'panic' | 'fatal'

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
  /** Where the contents of files are, if not in the data folder. */
  files?: { folder: string } | 'memory'
  /** URL of a CouchDB for the documents, instead of the data folder. */
  couchdb?: string
  /** A launcher of the user's own for jobs, as an absolute path; Node itself where absent. */
  command?: string
  /** How jobs are held: `plain`, by their time alone, or `prod`, with the sandbox and limits of production. */
  profile?: 'plain' | 'prod'
  /** False starts the process of each job anew; from a pool that stands ready where absent. */
  pool?: boolean
  /** What each job's process loads before the job, to look at what it does; the profile `plain` alone. */
  imports?: JobImports
  /** The least severe lines of jobs that `log` gets: `debug`. `services.log` gets them all. */
  logLevel?: LogLevel
  /** What git may inherit, to fetch applications as their owner would: `PATH`, `HOME`, `SSH_AUTH_SOCK`, proxies. */
  environment?: Readonly<Record<string, string | undefined>>
  /**
   * `crash`: what ran when the stack was killed is lost, as in production: the job says `running` for ever. It is run
   * once more where absent.
   */
  fidelity?: 'crash'
  /** The time as long as the stack's clock isn't moved; the system's where absent. */
  clock?: Clock
  /** Every line for a person: warnings, what ran. Nowhere where absent. */
  log?: (line: string) => void
}

export interface RunningStack extends Stack {
  /** `http://cozy.localhost:8080/` */
  url: string
  /** `http://127.0.0.1:6060/` */
  adminUrl: string
  /** Every route of both ports, as the families registered them. */
  routes: readonly ServedRoute[]
  /** Within 2 s: no new request, running jobs ended, everything stored. */
  close(): Promise<void>
}
