import { readFileSync } from 'node:fs'

/** Whether a process of Linux has ended, its end told to its parent or not yet. */
export const isGone = (pid: number): boolean => {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return true
  }
}
