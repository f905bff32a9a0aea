import { rmSync } from 'node:fs'
import { killGroup } from './process-group.js'
import { endProcessesOf, type RunMarks } from './processes.js'

interface LiveRun {
  marks: RunMarks
  /** Of its process group, once it is there. */
  leader?: number
}

/** The jobs that run now in this process, by their run folders. */
const live = new Map<string, LiveRun>()

const endAll = (): void => {
  for (const [folder, { marks, leader }] of live) {
    if (leader !== undefined) killGroup(leader)
    endProcessesOf(marks)
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * From now on nothing of this run outlives the process, where it ends without waiting for it (a second Ctrl-C). Said
 * again once the job's process is there.
 */
export const enterRun = (marks: RunMarks, leader?: number): void => {
  if (live.size === 0) process.on('exit', endAll)
  live.set(marks.folder, { marks, ...(leader !== undefined && { leader }) })
}

/** Takes it back. */
export const leaveRun = (folder: string): void => {
  live.delete(folder)
  if (live.size === 0) process.off('exit', endAll)
}
