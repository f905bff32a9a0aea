'use strict'

// node --require …/await-job.cjs /proc/self/cwd/index.js, without any variable: this process stands ready for one job.
// It gets folder and variables on its standard input, and goes on as if it had been started there with them. Every
// other process (a job started by itself, a child or a worker of a job) passes through at once.
const { closeSync, openSync, readFileSync } = require('node:fs')
const { join } = require('node:path')
const { isMainThread } = require('node:worker_threads')

// Node reads the name of its entry file long before it opens the file: this name leads into whichever folder the
// process is in by then.
const ENTRY = '/proc/self/cwd/index.js'

const read = () => {
  try {
    return JSON.parse(readFileSync(0, 'utf8'))
  } catch {
    // Whoever would have given the job has ended.
    return process.exit(1)
  }
}

const become = ({ folder, environment }) => {
  closeSync(0)
  // The lowest number that is free: standard input again, empty as that of every job.
  openSync('/dev/null', 'r')
  process.chdir(folder)
  Object.assign(process.env, environment)
  process.argv[1] = join(folder, 'index.js')
}

if (isMainThread && process.argv[1] === ENTRY && Object.keys(process.env).length === 0) become(read())
