import type { LogRecord } from '@cozy-jobs/logging'
import type { Launcher } from './launcher.js'

export type JobKind = 'service' | 'konnector'

/** One execution of one job. Every value is what the program gets to see; nothing else of the stack's own leaks in. */
export interface RunRequest {
  kind: JobKind
  slug: string
  /**
   * A service: the built file, copied as `index.js`. A konnector: the folder of its source, copied whole; `entry` is
   * the file in it that is run, `index.js` where absent.
   */
  source: { file: string } | { folder: string; entry?: string }
  /** With the slash at its end. */
  cozyUrl: string
  credentials: string
  locale: string
  /** `<worker>/<slot>/<job id>`: of this run alone, since what carries it is ended with the run. */
  jobId: string
  /** Milliseconds until the process group is killed; the program is told this in seconds, plus 5. */
  timeLimit: number
  /** A service's `COZY_COUCH_DOC`: JSON text, or '' for none. */
  doc?: string
  /** `COZY_PAYLOAD`: JSON text, or ''. Over 100 000 bytes it becomes a file beside the entry file. */
  payload?: string
  /** `COZY_FIELDS`: JSON text, or ''. */
  fields: string
  /** A konnector's `COZY_PARAMETERS`: JSON text. */
  parameters?: string
  /** A konnector's `COZY_JOB_MANUAL_EXECUTION`. */
  manual?: boolean
  triggerId?: string
  /** What starts the program: `createLauncher` makes one per profile. Node itself, started anew, where absent. */
  launcher?: Launcher
  /** Values that no log may show, besides `credentials`. */
  secrets?: string[]
  /** Told of each record of the output as it comes, secrets masked; `own` where the job wrote it as it is. */
  onRecord?: (record: LogRecord, own: boolean) => void
  /** Told of the variables that the program gets, without its credentials and with secrets masked, as it is started. */
  onEnvironment?: (environment: Readonly<Record<string, string>>) => void
  /** Ends the run at once: the group is killed, the outcome is errored. */
  signal?: AbortSignal
}

/** How it ended. `error` is the text that the stack stores in the job: `exit status 3`, `LOGIN_FAILED`, … */
export interface Outcome {
  state: 'done' | 'errored'
  error?: string
  /** A critical line with `no_retry`, or an error that a retry cannot mend. */
  noRetry: boolean
  timedOut: boolean
  exitCode: number | null
  signal: NodeJS.Signals | null
  /** Milliseconds. */
  duration: number
  /** Bytes of its processes together; absent where the system does not say, and for one that ended before it was asked. */
  peakMemory?: number
  /** The last 256 KiB at most, secrets masked. */
  stderr: string
}
