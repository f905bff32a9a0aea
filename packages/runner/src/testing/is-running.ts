import { isGone } from '../is-gone.js'

/** Whether a process runs. A killed one stays in the table until it is reaped: its state says so. */
export const isRunning = (pid: number): Promise<boolean> => Promise.resolve(!isGone(pid))

/** Settled once a process has ended: a killed one takes a moment. */
export const hasEnded = async (pid: number): Promise<true> => {
  while (await isRunning(pid)) await new Promise(setImmediate)
  return true
}
