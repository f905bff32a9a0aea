import type { Instance } from '../instances/api.js'
import type { Workers } from './queue/workers.js'

export type JobState = 'queued' | 'running' | 'done' | 'errored'

/** What a request may say of how a job is run. */
export interface JobOptions {
  max_exec_count?: number
  /** Nanoseconds, as stored; requests give seconds. */
  timeout?: number
}

/** An `io.cozy.jobs` document, with the fields and the order of the real stack's. */
export interface JobDoc {
  _id: string
  _rev: string
  domain: string
  prefix: string
  worker: string
  trigger_id?: string
  message: unknown
  /** Base64 of JSON while it waits or runs, null once it has ended. */
  event: string | null
  payload?: string
  manual_execution?: boolean
  options?: JobOptions
  state: JobState
  queued_at: string
  started_at: string
  finished_at: string
  error?: string
  [field: string]: unknown
}

/** An `io.cozy.triggers` document. */
export interface TriggerDoc {
  _id: string
  _rev: string
  domain: string
  prefix: string
  type: string
  worker: string
  arguments: string
  debounce: string
  options: JobOptions | null
  message: unknown
  cozyMetadata?: Record<string, unknown>
  [field: string]: unknown
}

export interface TriggerDraft {
  type: string
  arguments: string
  worker: string
  message?: unknown
  debounce?: string
  options?: JobOptions
  /** Slug of the app that makes it, for its `cozyMetadata`. */
  createdByApp?: string
}

export interface JobDraft {
  worker: string
  message: unknown
  options?: JobOptions
  manual?: boolean
  triggerId?: string
  /** What fired it, as the stack words it: `{ domain, prefix, verb, doc, old? }`. */
  event?: unknown
  /** The text of a webhook's request, as it came; a job sees it where it is a JSON object. */
  payload?: string
  /** Its log goes to realtime, as `io.cozy.jobs.logs`. */
  forwardLogs?: boolean
}

/** Computed from the jobs of a trigger, as `io.cozy.triggers.state`. */
export interface TriggerState {
  trigger_id: string
  status: JobState
  last_success?: string
  last_successful_job_id?: string
  last_execution?: string
  last_executed_job_id?: string
  last_failure?: string
  last_failed_job_id?: string
  last_error?: string
  last_manual_execution?: string
  last_manual_job_id?: string
}

export interface Triggers {
  /** Throws `EngineError` for a kind, arguments, worker or debounce that the real stack refuses. */
  create(instance: Instance, draft: TriggerDraft): Promise<TriggerDoc>
  get(instance: Instance, id: string): Promise<TriggerDoc>
  list(instance: Instance, filter?: { worker?: string; type?: string; slug?: string }): Promise<TriggerDoc[]>
  update(
    instance: Instance,
    id: string,
    change: { arguments?: string; message?: unknown; debounce?: string }
  ): Promise<TriggerDoc>
  remove(instance: Instance, id: string): Promise<void>
  launch(instance: Instance, id: string): Promise<JobDoc>
  /** A request at a webhook: settled once its job is stored or held back. Throws `EngineError` `not_webhook`. */
  callWebhook(instance: Instance, id: string, call: { payload: string; manual: boolean }): Promise<void>
  state(instance: Instance, id: string): Promise<TriggerState>
  /** The newest first. */
  jobs(instance: Instance, id: string, limit?: number): Promise<JobDoc[]>
}

/** The heart: changes and the clock in, jobs out. It knows nothing of HTTP. */
export interface Engine {
  triggers: Triggers
  /** Those that are there, and their limits. */
  workers: Workers
  /** Stored before anything runs. */
  push(instance: Instance, draft: JobDraft): Promise<JobDoc>
  /** A job for later, kept over a restart. Settled once it is stored. Throws `EngineError` `too_many_planned`. */
  plan(instance: Instance, draft: JobDraft, at: Date): Promise<void>
  job(instance: Instance, id: string): Promise<JobDoc>
  /** What a client says of a job that it has run itself. Throws `EngineError` `not_client`. */
  report(
    instance: Instance,
    id: string,
    outcome: { state: 'done' } | { state: 'errored'; error: string }
  ): Promise<JobDoc>
  /** A line that a job says elsewhere than on its output, such as a konnector in a browser. */
  record(job: JobDoc, record: { type: string; message: string }): void
  /** The jobs of one worker that wait or run. */
  queue(instance: Instance, worker: string): Promise<JobDoc[]>
  /** Settled once all that the clock has fired is stored as jobs. */
  fired(): Promise<void>
  /** Settled once no job waits or runs; for tests and standalone. */
  idle(): Promise<void>
  /** Takes up the jobs that a crash has left behind, and the triggers of every instance. */
  start(): Promise<void>
  /** Ends running jobs (they run again at the next start) and all timers. */
  close(): Promise<void>
}

/** What the engine tells while it works; the demo, the console and the tests listen. */
export type EngineEvent =
  | { type: 'queued' | 'started' | 'ended'; job: JobDoc }
  /** `own` where the job wrote the record as it is; else it is a remark on its output. */
  | { type: 'record'; job: JobDoc; record: { type: string; message: string }; own: boolean }
  | { type: 'held'; trigger: TriggerDoc; until: Date }
