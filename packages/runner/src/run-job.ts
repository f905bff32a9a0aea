import {
  createMasker,
  maskRecord,
  parseLine,
  secretsOf,
  type LogRecord,
  type Masker
} from '@cozy-jobs/logging'
import type { Outcome, RunRequest } from './api.js'
import { awaitEnd, type End } from './await-end.js'
import { jobEnvironment } from './environment.js'
import { RunnerError } from './errors.js'
import { exitText } from './exit-text.js'
import { splitLines } from './line-splitter.js'
import { writePayload } from './payload.js'
import { makeRunFolder, removeRunFolder } from './run-folder.js'
import { startProcess, type JobProcess } from './start-process.js'
import { keepTail } from './tail-buffer.js'
import { listenFor, type Verdict } from './verdict.js'

/** Bytes of a job's stderr that are kept, as on the real stack (which keeps the first ones; an error stands last). */
const STDERR_LIMIT = 256 * 1024
/** Room for a secret that the cut would otherwise halve and so hide from the masker. */
const CUT_MARGIN = 64 * 1024

/** Characters of a line that is no JSON which its record repeats. */
const LONGEST_QUOTE = 4000

/** The words of Go's `context`, which the real stack stores. */
const STOPPED = { timeout: 'context deadline exceeded', abort: 'context canceled' } as const

const unparsable = (line: string): LogRecord => ({
  type: 'debug',
  message: `Could not parse stdout as JSON: ${JSON.stringify(line.slice(0, LONGEST_QUOTE))}`
})

const tooLong: LogRecord = {
  type: 'warning',
  message: 'Failed to read a line of the output: it is longer than 64 KiB. What follows it is ignored.'
}

const listen = (child: JobProcess, request: RunRequest, mask: Masker, verdict: Verdict): (() => string) => {
  const tell = (record: LogRecord): void => {
    const masked = maskRecord(record, mask)
    verdict.hear(masked)
    request.onRecord?.(masked)
  }
  const lines = splitLines(
    line => tell(parseLine(line) ?? unparsable(line)),
    () => tell(tooLong)
  )
  const stderr = keepTail(STDERR_LIMIT + CUT_MARGIN)
  child.stdout.on('data', (chunk: Buffer) => lines.push(chunk))
  child.stdout.on('end', () => lines.end())
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  return () => mask(stderr.text()).slice(-STDERR_LIMIT)
}

const decide = (end: End, verdict: Verdict): Pick<Outcome, 'state' | 'error' | 'noRetry'> => {
  const stopped = end.stopped && STOPPED[end.stopped]
  const error = verdict.error() ?? stopped ?? exitText(end.exitCode, end.signal)
  if (error === undefined) return { state: 'done', noRetry: verdict.noRetry() }
  return { state: 'errored', error, noRetry: verdict.noRetry() }
}

const runIn = async (folder: string, request: RunRequest, began: number): Promise<Outcome> => {
  const environment = jobEnvironment(request, await writePayload(request.payload ?? '', folder))
  const { command, signal, timeLimit } = request
  const child = await startProcess({ folder, environment, ...(command ? { command } : {}) })
  const verdict = listenFor(request.kind)
  const stderr = listen(
    child,
    request,
    createMasker([...secretsOf(request.credentials), ...(request.secrets ?? [])]),
    verdict
  )
  const end = await awaitEnd(child, timeLimit - (performance.now() - began), signal)
  return {
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

/**
 * Runs one job as the stack does and answers how it ended. A job that could not be started is an outcome too; only a
 * fault of the machine (a full disk) throws. The run folder is removed in every case.
 */
export const runJob = async (request: RunRequest): Promise<Outcome> => {
  const began = performance.now()
  let folder: string | undefined
  try {
    folder = await makeRunFolder(request)
    return await runIn(folder, request, began)
  } catch (error) {
    if (error instanceof RunnerError) return notStarted(error, began)
    throw error
  } finally {
    if (folder) await removeRunFolder(folder)
  }
}
