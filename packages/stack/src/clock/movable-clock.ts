import { AlarmQueue, type Alarm } from './alarm-queue.js'
import { SYSTEM_CLOCK, type AlarmClock, type Clock } from './clock.js'

/** Milliseconds after which the time is looked at again: while a machine sleeps its timers stand still. */
const LONGEST_TIMER = 60_000

export interface MoveOptions {
  /** Waits for what an alarm has set going, before the clock goes on to the next one. */
  settle?: () => Promise<void>
  /** So many alarms may ring in one move. */
  limit?: number
}

/** What a move did. */
export interface Moved {
  /** How many alarms rang. */
  rang: number
  /** False where the limit stopped it on the way: the clock stands at the last alarm that rang. */
  arrived: boolean
}

/**
 * The time of another clock until it is moved. A clock that was moved stands still where it was put, so that nothing
 * happens by itself; `resume` gives it the other clock's time again. All that is due on the way rings, in its order.
 */
export class MovableClock implements AlarmClock {
  readonly #base: Clock
  readonly #alarms = new AlarmQueue()
  readonly #onSetBack: (() => void)[] = []
  #stopped: number | undefined
  #timer: NodeJS.Timeout | undefined
  #moving: Promise<unknown> = Promise.resolve()
  #isMoving = false

  constructor(base: Clock = SYSTEM_CLOCK) {
    this.#base = base
  }

  now(): Date {
    return this.#stopped === undefined ? this.#base.now() : new Date(this.#stopped)
  }

  get isStopped(): boolean {
    return this.#stopped !== undefined
  }

  /** Whether something is to ring at this moment: it does at the next turn. */
  get isDue(): boolean {
    const first = this.#alarms.first()
    return first !== undefined && first.at <= this.now().getTime()
  }

  setAlarm(date: Date, ring: () => void): () => void {
    const alarm = this.#alarms.add(date.getTime(), ring)
    this.#arm()
    return () => {
      alarm.cancelled = true
      this.#arm()
    }
  }

  onSetBack(listener: () => void): void {
    this.#onSetBack.push(listener)
  }

  /** Stops the clock and puts it to `date`; one move after the other. */
  moveTo(date: Date, options: MoveOptions = {}): Promise<Moved> {
    return this.#afterOthers(() => this.#move(date.getTime(), options))
  }

  /** Gives it the other clock's time again; what has become due meanwhile rings at once. */
  resume(): Promise<void> {
    return this.#afterOthers(() => {
      const before = this.now()
      this.#stopped = undefined
      if (this.now() < before) this.#tellSetBack()
      return Promise.resolve()
    })
  }

  async #move(target: number, { settle, limit = Infinity }: MoveOptions): Promise<Moved> {
    const before = this.now().getTime()
    this.#stopped = Math.min(before, target)
    if (target < before) this.#tellSetBack()
    for (let rang = 0; ; rang++) {
      const next = this.#alarms.first()
      if (!next || next.at > target) {
        this.#stopped = target
        return { rang, arrived: true }
      }
      if (rang >= limit) return { rang, arrived: false }
      this.#alarms.take()
      this.#stopped = Math.max(this.#stopped, next.at)
      next.ring()
      await settle?.()
    }
  }

  #tellSetBack(): void {
    for (const listener of this.#onSetBack) listener()
  }

  #afterOthers<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#moving.then(async () => {
      this.#isMoving = true
      clearTimeout(this.#timer)
      try {
        return await work()
      } finally {
        this.#isMoving = false
        this.#arm()
      }
    })
    this.#moving = mine.catch(() => undefined)
    return mine
  }

  #arm(): void {
    clearTimeout(this.#timer)
    const first = this.#alarms.first()
    if (!first || this.#isMoving) return
    const left = first.at - this.now().getTime()
    if (this.#stopped !== undefined && left > 0) return
    this.#timer = setTimeout(() => this.#ringDue(), Math.max(0, Math.min(left, LONGEST_TIMER)))
  }

  #ringDue(): void {
    // What is set while these ring waits for the next turn, so that one that is always due holds up nothing else.
    const now = this.now().getTime()
    const due: Alarm[] = []
    for (let first = this.#alarms.first(); first && first.at <= now; first = this.#alarms.first()) {
      this.#alarms.take()
      due.push(first)
    }
    for (const alarm of due) if (!alarm.cancelled) alarm.ring()
    this.#arm()
  }
}
