/** Why a job could not be run, in the words that are stored in it. */
export class JobError extends Error {
  /** The trigger of the job makes no sense any more and is deleted (`BadTriggerError` of the real stack). */
  readonly badTrigger: boolean
  readonly noRetry: boolean

  constructor(message: string, options: { badTrigger?: boolean; noRetry?: boolean } = {}) {
    super(message)
    this.name = 'JobError'
    this.badTrigger = options.badTrigger ?? false
    this.noRetry = options.noRetry ?? this.badTrigger
  }
}

/** The texts of the real stack, and one of ours. */
export const JOB_ERRORS = {
  notInstalled: () => new JobError('Application is not installed', { badTrigger: true }),
  appNotReady: () => new JobError('Application is not ready'),
  konnectorNotReady: () => new JobError('Konnector is not ready'),
  noService: (name: string) =>
    new JobError(`Service ${JSON.stringify(name)} was not found`, { badTrigger: true }),
  orphan: (trigger: string) =>
    new JobError(`Trigger ${JSON.stringify(trigger)} is orphan`, { badTrigger: true }),
  noAccount: (reason: string) => new JobError(`CouchDB(not_found): ${reason}`, { badTrigger: true }),
  noMessage: () => new JobError('jobs: message is nil', { noRetry: true }),
  badMessage: () => new JobError('jobs: message unmarshal', { noRetry: true }),
  /** Ours: the worker exists on the real stack, what it does is not here. */
  notHere: (worker: string) =>
    new JobError(`Failed to run the job: the worker "${worker}" does nothing on this stack yet.`, {
      noRetry: true
    }),
  /** Ours: nobody knows what the executions that a crash ended have done. */
  interrupted: () =>
    new JobError('Failed to run the job: the stack stopped while it ran, and it may not run again.', {
      noRetry: true
    })
} as const
