import { rmSync } from 'node:fs'
import { killGroup } from './process-group.js'
import { endProcessesIn } from './processes.js'

/** The run folders of the jobs that run now in this process, and who leads the group of each. */
const live = new Map<string, number | undefined>()

const endAll = (): void => {
  for (const [folder, leader] of live) {
    if (leader !== undefined) killGroup(leader)
    endProcessesIn(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * From now on nothing of this run outlives the process, where it ends without waiting for it (a second Ctrl-C). Said
 * again once the job's process is there.
 */
export const enterRun = (folder: string, leader?: number): void => {
  if (live.size === 0) process.on('exit', endAll)
  live.set(folder, leader)
}

/** Takes it back. */
export const leaveRun = (folder: string): void => {
  live.delete(folder)
  if (live.size === 0) process.off('exit', endAll)
}
