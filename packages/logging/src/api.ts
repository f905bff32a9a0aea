/** From the least to the most severe: the types that a stack knows. */
export const LEVELS = ['debug', 'info', 'warning', 'error', 'critical'] as const

export type Level = (typeof LEVELS)[number]

/** One line of a job's output, as the stack reads it. */
export interface LogRecord {
  type: Level
  message: string
  /** On a critical line: the stack does not try again. */
  no_retry?: boolean
  /** ISO 8601, UTC. */
  timestamp?: string
  [field: string]: unknown
}
