import { runJob, type Outcome, type RunRequest } from '@cozy-jobs/runner'
import { decodeJson, sortedJson } from '../jobs/encoded-json.js'
import { isObject, type Attempt, type AttemptResult } from './attempt.js'

/** What services and konnectors get alike. */
export const commonRequest = ({ parts, instance, job, id, timeout, signal, onRecord }: Attempt) => {
  const payload = decodeJson(job.payload)
  return {
    cozyUrl: parts.config.urlOf(instance),
    locale: instance.locale,
    jobId: id,
    timeLimit: timeout,
    // Anything but an object is dropped, as on the real stack (`UnmarshalPayload`).
    payload: isObject(payload) ? sortedJson(payload) : '',
    signal,
    onRecord,
    ...(job.trigger_id ? { triggerId: job.trigger_id } : {}),
    ...(parts.config.launcher ? { launcher: parts.config.launcher } : {})
  } satisfies Partial<RunRequest>
}

const result = ({ error, noRetry }: Outcome): AttemptResult => ({
  noRetry,
  ...(error === undefined ? {} : { error })
})

/** Runs the program of a job; what it wrote to stderr becomes one record. */
export const runProgram = async (attempt: Attempt, request: RunRequest): Promise<AttemptResult> => {
  const { job } = attempt
  const { history } = attempt.parts
  history?.began(job, request.credentials, request.secrets ?? [])
  const outcome = await runJob({
    ...request,
    ...(history && { onEnvironment: environment => history.environment(job, environment) })
  })
  if (outcome.peakMemory !== undefined) history?.measured(job, outcome.peakMemory)
  const stderr = outcome.stderr.trimEnd()
  if (stderr !== '') attempt.onRecord({ type: 'error', message: `Stderr: ${stderr}` }, false)
  return result(outcome)
}
