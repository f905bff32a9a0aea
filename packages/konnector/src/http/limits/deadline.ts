import { setMaxListeners } from 'node:events'

/** Ends one try: by a silence that lasts too long, or together with what the try belongs to. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Whether it was the silence. */
  readonly timedOut: boolean
  /** Ends together with what the try belongs to, however long it takes: while it waits for its turn. */
  follow(): void
  /** Something is awaited of the site: the silence begins. */
  watch(): void
  /** It has come, or nobody wants it now: until it is watched again, nothing keeps the process. */
  rest(): void
}

const LONGEST_TIMER = 2 ** 31 - 1

/**
 * @param silence milliseconds; 0 and `Infinity` wait for ever
 * @param others what ends the try as well. Not by `AbortSignal.any`: the run's own signal would keep each try's.
 */
export const openDeadline = (silence: number, others: readonly (AbortSignal | undefined)[]): Deadline => {
  const controller = new AbortController()
  const signals = others.filter(other => other !== undefined)
  // Each request under way listens to the same signal: many listeners are no leak.
  setMaxListeners(0, controller.signal, ...signals)
  let timedOut = false
  let timer: NodeJS.Timeout | undefined

  const abort = (): void => controller.abort(signals.find(({ aborted }) => aborted)?.reason)
  const expire = (): void => {
    timedOut = true
    controller.abort(new DOMException('no answer in time', 'TimeoutError'))
  }
  const rest = (): void => {
    clearTimeout(timer)
    for (const other of signals) other.removeEventListener('abort', abort)
  }
  const follow = (): void => {
    rest()
    if (signals.some(({ aborted }) => aborted)) abort()
    for (const other of signals) other.addEventListener('abort', abort, { once: true })
  }
  return {
    signal: controller.signal,
    get timedOut() {
      return timedOut
    },
    follow,
    watch: () => {
      follow()
      if (silence > 0 && silence <= LONGEST_TIMER) timer = setTimeout(expire, silence)
    },
    rest
  }
}
