/** Where the time comes from: the engine and the routes never ask the system. */
export interface Clock {
  now(): Date
}

/** A clock that wakes whoever waits for a date. */
export interface AlarmClock extends Clock {
  /** Calls `ring` once the clock has reached `date`, never before this call has returned; answers what prevents it. */
  setAlarm(date: Date, ring: () => void): () => void
  /** Calls `listener` when the clock has gone back: what was set for a date may then be far off. */
  onSetBack(listener: () => void): void
}

export const SYSTEM_CLOCK: Clock = { now: () => new Date() }
