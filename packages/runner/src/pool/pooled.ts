import { existsSync } from 'node:fs'
import type { Launch, Launcher } from '../launcher.js'
import { startPlain } from '../profiles/plain.js'
import { standReady, type ReadyProcess } from './ready-process.js'

/** How the pool is kept. */
export interface PoolOptions {
  /** Processes that stand ready after a job: two events in a row find one each. Of 40 MB each, 9 are their share. */
  size: number
  /** Milliseconds without a job after which one of them stays. */
  rest: number
}

const DEFAULTS: PoolOptions = { size: 2, rest: 30_000 }

/** Bytes of all variables: what the system might refuse for its size is started as ever, and refused as ever. */
const LARGEST_ENVIRONMENT = 100_000

/** The name of the entry file leads through a folder of Linux's own. */
const CAN_STAND_READY = existsSync('/proc/self/cwd')

const fits = ({ entry, environment }: Launch): boolean => {
  const texts = Object.entries(environment).flat()
  // A variable ends at its first zero byte: the system refuses it.
  if (texts.some(each => each.includes('\0'))) return false
  const bytes = texts.reduce((sum, each) => sum + Buffer.byteLength(each), 0)
  return (entry ?? 'index.js') === 'index.js' && bytes <= LARGEST_ENVIRONMENT
}

/**
 * The profile `plain` from processes that stand ready, each for one job: a job begins sooner, and sees what it would see
 * without. The first job starts as ever; the pool is filled once it has ended, and again after each one. It shrinks to one
 * while no jobs come.
 */
export const pooledLauncher = (options: Partial<PoolOptions> = {}): Launcher => {
  const { size, rest } = { ...DEFAULTS, ...options }
  let ready: ReadyProcess[] = []
  let closed = false
  let resting: NodeJS.Timeout | undefined
  const shrink = (): void => {
    for (const each of ready.splice(1)) void each.end()
  }
  const fill = (): void => {
    if (closed) return
    ready = ready.filter(each => each.waits())
    while (ready.length < size) {
      const more = standReady()
      if (!more) return
      ready.push(more)
    }
    clearTimeout(resting)
    resting = setTimeout(shrink, rest).unref()
  }
  const next = (launch: Launch): ReadyProcess | undefined => {
    if (!fits(launch)) return undefined
    // One that is still on its way is not further from ready than a new one.
    for (let one = ready.shift(); one; one = ready.shift()) if (one.waits()) return one
    return undefined
  }
  return {
    profile: 'plain',
    environment: given => given,
    start: async launch => {
      const child = next(launch)?.take(launch) ?? (await startPlain(launch))
      // Not before: starting one takes a processor, which the job itself needs now.
      if (CAN_STAND_READY) child.once('exit', fill)
      return child
    },
    close: async () => {
      closed = true
      clearTimeout(resting)
      await Promise.all(ready.splice(0).map(each => each.end()))
    }
  }
}
