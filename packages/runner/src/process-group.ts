import { codeOf } from './system-error.js'

/**
 * Kills a process and all that it has started. The process leads a group of its own (`detached`), so that the signal
 * sent to minus its id reaches its children and theirs; SIGKILL, because a job may ignore the others.
 */
export const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    // The last of the group may end between our look and our signal.
    if (codeOf(error) !== 'ESRCH') throw error
  }
}
