import type { Outcome, RunRequest } from './api.js'

export function runJob(request: RunRequest): Promise<Outcome> {
  return Promise.reject(new Error(`Failed to run ${request.slug}: not built yet.`))
}
