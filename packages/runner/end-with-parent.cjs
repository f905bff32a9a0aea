'use strict'

// node --require …/end-with-parent.cjs: a job ends with the stack that has started it, also where that was killed and
// can end nothing itself any more. Nobody would hold the job to its time limit then.
const INTERVAL = 1000

const parent = process.ppid

const look = () => {
  if (process.ppid === parent) return
  try {
    process.kill(-process.pid, 'SIGKILL')
  } catch {
    // No leader of a group: somebody else has started it.
    process.exit(1)
  }
}

setInterval(look, INTERVAL).unref()
