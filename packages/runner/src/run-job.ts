import { createMasker, secretsOf } from '@cozy-jobs/logging'
import type { Outcome, RunRequest } from './api.js'
import { awaitEnd, type End } from './await-end.js'
import { aboutDropped } from './dropped-variables.js'
import { jobEnvironment, shownEnvironment } from './environment.js'
import { RunnerError } from './errors.js'
import { exitText } from './exit-text.js'
import { enterRun, leaveRun } from './live-runs.js'
import { readOutput } from './output.js'
import { writePayload } from './payload.js'
import { watchPeakMemory } from './peak-memory.js'
import { makeRunFolder, removeRunFolder } from './run-folder.js'
import { plainLauncher } from './profiles/plain.js'
import { listenFor, type Verdict } from './verdict.js'

/** The words of Go's `context`, which the real stack stores. */
const STOPPED = { timeout: 'context deadline exceeded', abort: 'context canceled' } as const

const decide = (end: End, verdict: Verdict): Pick<Outcome, 'state' | 'error' | 'noRetry'> => {
  const stopped = end.stopped && STOPPED[end.stopped]
  const error = verdict.error() ?? stopped ?? exitText(end.exitCode, end.signal)
  if (error === undefined) return { state: 'done', noRetry: verdict.noRetry() }
  return { state: 'errored', error, noRetry: verdict.noRetry() }
}

const PLAIN = plainLauncher()

const runIn = async (folder: string, request: RunRequest, began: number): Promise<Outcome> => {
  const { launcher = PLAIN, signal, timeLimit, jobId, onRecord } = request
  const given = jobEnvironment(request, await writePayload(request.payload ?? '', folder))
  const environment = launcher.environment(given)
  const entry = 'folder' in request.source ? request.source.entry : undefined
  const remark = aboutDropped(launcher.profile, given, environment)
  if (remark) onRecord?.(remark, false)
  const child = await launcher.start({ folder, environment, ...(entry ? { entry } : {}) })
  enterRun({ folder, jobId }, child.pid)
  const memory = watchPeakMemory(child.pid)
  const verdict = listenFor(request.kind)
  const mask = createMasker([...secretsOf(request.credentials), ...(request.secrets ?? [])])
  // Node compiles the pattern at its first uses, which takes milliseconds: now, while the process starts.
  mask(mask(' '))
  const stderr = readOutput(child, { mask, verdict, onRecord })
  request.onEnvironment?.(shownEnvironment(environment, request))
  const end = await awaitEnd(child, { folder, jobId }, timeLimit - (performance.now() - began), signal)
  const peakMemory = memory.stop()
  return {
    ...(peakMemory !== undefined && { peakMemory }),
    ...decide(end, verdict),
    timedOut: end.stopped === 'timeout',
    exitCode: end.exitCode,
    signal: end.signal,
    duration: performance.now() - began,
    stderr: stderr()
  }
}

const notStarted = (error: RunnerError, began: number): Outcome => ({
  state: 'errored',
  error: error.message,
  noRetry: true,
  timedOut: false,
  exitCode: null,
  signal: null,
  duration: performance.now() - began,
  stderr: ''
})

const leave = async (folder: string): Promise<void> => {
  try {
    await removeRunFolder(folder)
  } catch {
    // How the job has ended is not for its folder to say; the next start of a stack tries again.
  } finally {
    leaveRun(folder)
  }
}

/**
 * Runs one job as the stack does and answers how it ended. A job that could not be started is an outcome too; only a
 * fault of the machine (a full disk) throws. The run folder is removed in every case.
 */
export const runJob = async (request: RunRequest): Promise<Outcome> => {
  const began = performance.now()
  let folder: string | undefined
  try {
    folder = await makeRunFolder(request)
    enterRun({ folder, jobId: request.jobId })
    return await runIn(folder, request, began)
  } catch (error) {
    if (error instanceof RunnerError) return notStarted(error, began)
    throw error
  } finally {
    if (folder) await leave(folder)
  }
}
