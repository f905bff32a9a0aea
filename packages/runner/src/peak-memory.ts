import { readFileSync } from 'node:fs'

/** Milliseconds from one look to the next: close together at first, since most jobs are short. */
const LOOKS = [20, 40, 80, 160, 320, 500]

/** Processes of one job that are looked at. */
const MOST_PROCESSES = 64

/** A running measurement. */
export interface PeakMemory {
  /** Ends it: bytes, or undefined where the system does not say. */
  stop(): number | undefined
}

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** The most that a process has held so far, as Linux counts it (`VmHWM` in /proc, in KiB). */
const highWaterMark = (pid: number): number => {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '') ?? []
  return Number(kibibytes ?? 0) * 1024
}

const childrenOf = (pid: number): number[] =>
  (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean).map(Number)

const withDescendants = (pid: number): number[] => {
  const found = [pid]
  for (let at = 0; at < found.length && found.length < MOST_PROCESSES; at++) {
    found.push(...childrenOf(found[at]!))
  }
  return found
}

/**
 * Measures the memory of a process and of those that it has started (a launcher starts Node), until it is stopped. Linux
 * keeps the high-water mark of each, so that looking now and then is enough: only what was taken since the last look and
 * given back by the end is missed. Elsewhere nothing is known.
 */
export const watchPeakMemory = (pid: number): PeakMemory => {
  let peak = 0
  const look = (): boolean => {
    const sum = withDescendants(pid).reduce((bytes, process) => bytes + highWaterMark(process), 0)
    peak = Math.max(peak, sum)
    return sum > 0
  }
  if (process.platform !== 'linux') return { stop: () => undefined }
  let count = 0
  let timer: NodeJS.Timeout
  const next = (): void => {
    const ring = (): void => {
      if (look()) next()
    }
    timer = setTimeout(ring, LOOKS[Math.min(count++, LOOKS.length - 1)])
    timer.unref()
  }
  next()
  return {
    stop: () => {
      clearTimeout(timer)
      return peak > 0 ? peak : undefined
    }
  }
}
