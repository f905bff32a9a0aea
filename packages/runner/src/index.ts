export type * from './api.js'
export { runJob } from './run-job.js'
