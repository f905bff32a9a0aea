import { codeOf } from './system-error.js'

const kill = (target: number): void => {
  try {
    process.kill(target, 'SIGKILL')
  } catch (error) {
    // It may end between our look and our signal.
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

/** Kills one process. */
export const killProcess = (pid: number): void => kill(pid)

/**
 * Kills a process and all that it has started. The process leads a group of its own (`detached`), so that the signal
 * sent to minus its id reaches its children and theirs; SIGKILL, because a job may ignore the others.
 */
export const killGroup = (pid: number): void => kill(-pid)
