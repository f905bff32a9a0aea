import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { killGroup, killProcess } from './process-group.js'

/** A process may start others while it is looked for: so often is looked again. */
const ROUNDS = 10

const isWithin = (path: string, folder: string): boolean =>
  // The system says so of a folder that was removed.
  path.startsWith(`${folder}/`) || path === folder || path === `${folder} (deleted)`

/**
 * A person may look at a run folder with a shell, which must not die: it has an environment that is no job's. A process
 * has none while it is being started, or where a job has taken it away.
 */
const isJobIn = (pid: number, folder: string): boolean => {
  try {
    if (!isWithin(readlinkSync(`/proc/${pid}/cwd`), folder)) return false
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1')
    return environment === '' || environment.includes('COZY_JOB_ID=')
  } catch {
    // Ended meanwhile, or another user's.
    return false
  }
}

const list = (): number[] => {
  try {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(Number)
  } catch {
    // A system without /proc: there the process group must do.
    return []
  }
}

/**
 * Kills what jobs have started in a folder, also what has left their process group; `after` leaves out the processes
 * with a number up to it, so that a job's end costs no look at all others. What has left the folder as well escapes: only a sandbox
 * holds that.
 */
export const endProcessesIn = (folder: string, after = 0): void => {
  for (let round = 0; round < ROUNDS; round++) {
    const found = list().filter(pid => pid > after && pid !== process.pid && isJobIn(pid, folder))
    if (found.length === 0) return
    for (const pid of found) {
      killGroup(pid)
      killProcess(pid)
    }
  }
}
