import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { killGroup, killProcess } from './process-group.js'

/** A process may start others while it is looked for: so often is looked again. */
const ROUNDS = 10

const isWithin = (path: string, folder: string): boolean =>
  // The system says so of a folder that was removed.
  path.startsWith(`${folder}/`) || path === folder || path === `${folder} (deleted)`

/** By what the processes of a run are known. */
export interface RunMarks {
  folder: string
  /** Of a run that is somebody else's nobody knows it. */
  jobId?: string
}

/** In the environment of a process, where a variable ends with a zero byte. */
const variable = (jobId: string): string => Buffer.from(`COZY_JOB_ID=${jobId}\0`).toString('latin1')

/**
 * Of a run is whatever carries its job's id, wherever it has gone, and what has had its variables taken away and stayed
 * in the folder. A person may look at the folder with a shell, which must not die: it has an environment that is no
 * job's. A process that is being started has none, nor one that stood ready for its job.
 */
const isOf = (pid: number, { folder, jobId }: RunMarks): boolean => {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1')
    if (jobId !== undefined && environment.includes(variable(jobId))) return true
    if (environment !== '' && !environment.includes('COZY_JOB_ID=')) return false
    return isWithin(readlinkSync(`/proc/${pid}/cwd`), folder)
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

/** The number that was given to a process last: numbers begin anew once they have reached the highest. */
const lastGiven = (): number => {
  try {
    return Number(readFileSync('/proc/loadavg', 'utf8').trim().split(' ').at(-1))
  } catch {
    return 0
  }
}

/**
 * Kills what a run has started, also what has left its process group and its folder. `after` leaves out the processes
 * that were there before the one of this number, so that a job's end costs no look at all others. What has left the
 * folder and given up its variables escapes: only a sandbox holds that.
 */
export const endProcessesOf = (run: RunMarks, after = 0): void => {
  const first = lastGiven() < after ? 0 : after
  for (let round = 0; round < ROUNDS; round++) {
    const found = list().filter(pid => pid > first && pid !== process.pid && isOf(pid, run))
    if (found.length === 0) return
    for (const pid of found) {
      killGroup(pid)
      killProcess(pid)
    }
  }
}
