import type { Change } from '@cozy-jobs/store'
import type { JobDoc, JobOptions, JobState } from '../api.js'
import type { LiveTrigger } from '../triggers/live-trigger.js'

/** Why a job came to be. */
export type Cause =
  /** A document changed. */
  | { kind: 'event'; trigger: string; verb: string; doctype: string; id: string; rev: string }
  /** The window of a debounce has ended: of one or more events, or calls of a webhook. */
  | { kind: 'window'; trigger: string }
  /** A date of its trigger came. */
  | { kind: 'date'; trigger: string }
  | { kind: 'webhook'; trigger: string }
  /** Its trigger was launched by hand, or by an app. */
  | { kind: 'launch'; trigger: string }
  /** No trigger: somebody asked for the job, or an account was deleted. */
  | { kind: 'request' }

/** A line of its log. */
export interface RunLine {
  /** Grows from line to line, of all runs. */
  n: number
  at: string
  type: string
  message: string
}

/** A request that a run made to the stack with its token. */
export interface RunRequestMade {
  at: string
  method: string
  /** With its query; secrets masked. */
  path: string
  status: number
  /** Milliseconds. */
  duration: number
}

/** A document or file that a run has written. */
export interface RunWrite {
  at: string
  doctype: string
  id: string
  rev: string
  verb: 'CREATED' | 'UPDATED' | 'DELETED'
  /** Of a file or directory. */
  name?: string
}

/** What a job was given, secrets masked. */
export interface RunInput {
  message: unknown
  /** `{ verb, doc, old? }` of the change that fired it. */
  event?: Record<string, unknown>
  /** The text that a webhook was called with. */
  payload?: string
  options?: JobOptions
  manual?: boolean
  /** What is not as the job got it, so that it can't simply run again: secrets are masked, or it was too large. */
  changed?: 'masked' | 'too_large'
}

/** The head of a run: a job of this stack, and what became of it. */
export interface RunSummary {
  /** The id of the job. */
  id: string
  prefix: string
  domain: string
  worker: string
  /** `banks/onOperationCreate`, `edf`, or the worker. */
  name: string
  cause: Cause
  /** As the words of its trigger were then: `@cron 0 0 5 * * *`. */
  trigger?: { type: string; arguments: string }
  state: JobState
  queuedAt: string
  startedAt?: string
  finishedAt?: string
  /** How often it was begun. */
  executions: number
  /** Milliseconds from its first start to its end, retries and the waiting between them included. */
  duration?: number
  /** Bytes. */
  peakMemory?: number
  error?: string
  /** The run that this one repeats. */
  repeats?: string
}

/** All that is kept of one run. */
export interface Run extends RunSummary {
  input: RunInput
  /** The variables that its program got, without its credentials, long ones cut. */
  environment?: Record<string, string>
  log: RunLine[]
  requests: RunRequestMade[]
  writes: RunWrite[]
  /** How many lines, requests and writes were not kept, for there were too many. */
  left: { log: number; requests: number; writes: number }
}

/** A trigger that a change has fired, as it was then. */
export interface FiredTrigger {
  id: string
  /** `@event io.cozy.bills:CREATED` */
  text: string
  worker: string
  /** What it runs: `banks/onOperationCreate`. */
  name: string
  /** As it is written; '' for none. */
  debounce: string
}

/** A change of a document, and the triggers that it fired. Its documents are looked up by their revisions. */
export interface Decision {
  at: string
  prefix: string
  doctype: string
  id: string
  rev: string
  /** The revision before; absent where the document is new. */
  before?: string
  verb: Change['verb']
  replicated?: true
  fired: readonly FiredTrigger[]
}

export interface RunFilter {
  prefix?: string
  worker?: string
  state?: string
  trigger?: string
  limit: number
}

/** What the engine tells besides its events, while it works. */
export interface EngineHistory {
  /** Says from which trigger a job comes, as long as it is there. */
  knowTriggers(find: (prefix: string, id: string) => LiveTrigger | undefined): void
  /** A run has this token from now on: what is asked with it, the run asks. Nothing of it may show `secrets`. */
  began(job: JobDoc, token: string, secrets: readonly string[]): void
  environment(job: JobDoc, environment: Readonly<Record<string, string>>): void
  /** The most memory of one execution, in bytes. */
  measured(job: JobDoc, peakMemory: number): void
  /** An execution has failed, in words; another one may follow. */
  failed(job: JobDoc, message: string): void
  /** A change was looked at, and fired these. */
  looked(change: Change, fired: readonly LiveTrigger[]): void
}

/** What runs have done, kept beside the documents and never shown on an instance's port. */
export interface RunHistory extends EngineHistory {
  /** The id of the run that has this token. */
  runOf(token: string): string | undefined
  requested(run: string, request: Omit<RunRequestMade, 'at'>): void
  wrote(run: string, write: Omit<RunWrite, 'at'>): void
  /** A run was started to repeat another one. */
  repeated(run: string, of: string): void
  /** The newest first. */
  list(filter: RunFilter): Promise<RunSummary[]>
  /** Those whose ids begin or end so. */
  find(id: string): Promise<Run[]>
  /** These, with nothing but what they are called and said: one look at the journal, no further back than they began. */
  lines(ids: readonly string[]): Promise<Run[]>
  /** The last changes of a document that were looked at, the newest first. */
  decisions(prefix: string, doctype: string, id: string, most: number): Promise<Decision[]>
  /** Told of each line as it comes; answers what ends it. */
  follow(listener: (run: Pick<RunSummary, 'id' | 'name' | 'prefix'>, line: RunLine) => void): () => void
  /** Settled once all is written. */
  close(): Promise<void>
}
