export type * from './api.js'
export { removeDeadRuns } from './dead-runs.js'
export { RUNNER_ERRORS, RunnerError, type RunnerErrorCode } from './errors.js'
export { runJob } from './run-job.js'
