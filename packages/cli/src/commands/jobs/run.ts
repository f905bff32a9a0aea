/** What `/runs` answers of one job: see `RunSummary` of the stack. */
export interface RunHead {
  id: string
  domain: string
  worker: string
  name: string
  cause: {
    kind: 'event' | 'window' | 'date' | 'webhook' | 'launch' | 'request'
    trigger?: string
    verb?: string
    doctype?: string
    id?: string
    rev?: string
  }
  trigger?: { type: string; arguments: string }
  state: 'queued' | 'running' | 'done' | 'errored'
  queuedAt: string
  startedAt?: string
  finishedAt?: string
  executions: number
  /** Milliseconds. */
  duration?: number
  /** Bytes. */
  peakMemory?: number
  error?: string
  repeats?: string
}

/** All of one job: see `Run` of the stack. */
export interface WholeRun extends RunHead {
  input: {
    message: unknown
    event?: Record<string, unknown>
    payload?: string
    changed?: 'masked' | 'too_large'
  }
  environment?: Record<string, string>
  log: { at: string; type: string; message: string }[]
  requests: { at: string; method: string; path: string; status: number; duration: number }[]
  writes: { at: string; doctype: string; id: string; rev: string; verb: string; name?: string }[]
  left: { log: number; requests: number; writes: number }
  warnings: string[]
}
