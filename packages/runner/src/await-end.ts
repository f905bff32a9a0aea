import { once } from 'node:events'
import type { JobProcess } from './launcher.js'
import { killGroup } from './process-group.js'
import { endProcessesOf, type RunMarks } from './processes.js'

/** Milliseconds that a process which was not found may keep the output open. */
const GRACE = 500

export interface End {
  exitCode: number | null
  signal: NodeJS.Signals | null
  /** Why it was killed, where it did not end by itself. */
  stopped?: 'timeout' | 'abort'
}

/**
 * Waits for a process to end and for its output to be read. What it leaves running dies with it: production's nsjail
 * does the same, by its pid namespace.
 */
export const awaitEnd = async (
  child: JobProcess,
  run: RunMarks,
  timeLimit: number,
  signal?: AbortSignal
): Promise<End> => {
  let stopped: End['stopped']
  const stop = (why: 'timeout' | 'abort'): void => {
    stopped ??= why
    killGroup(child.pid)
  }
  const onAbort = (): void => stop('abort')
  const timer = setTimeout(() => stop('timeout'), timeLimit)
  signal?.addEventListener('abort', onAbort, { once: true })
  const closed = once(child, 'close')
  if (signal?.aborted) stop('abort')
  const [exitCode, exitSignal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  clearTimeout(timer)
  signal?.removeEventListener('abort', onAbort)
  killGroup(child.pid)
  endProcessesOf(run, child.pid)

  const grace = setTimeout(() => {
    child.stdout.removeAllListeners('data')
    ;(child.stdout as NodeJS.ReadStream).destroy()
    ;(child.stderr as NodeJS.ReadStream).destroy()
  }, GRACE)
  await closed
  clearTimeout(grace)
  return { exitCode, signal: exitSignal, ...(stopped ? { stopped } : {}) }
}
