import { readLogLevel } from '@cozy-jobs/env'
import { createLogger, createMasker, flushed } from '@cozy-jobs/logging'
import { failureText } from './failure-text.js'
import { live, type RunOptions, type Steps } from './live.js'
import { failedBy, type Outcome } from './outcome.js'

/** Bytes: the stack keeps no longer error of a job. */
const LONGEST_ERROR = 32 * 1024 - 1

const SIGNALS = { SIGTERM: 143, SIGINT: 130 } as const

const cutTo = (bytes: number, text: string): string =>
  Buffer.byteLength(text) <= bytes
    ? text
    : Buffer.from(text)
        .subarray(0, bytes)
        .toString()
        .replace(/\ufffd$/, '')

/**
 * Runs a konnector as the program of this process: the process ends with 0, or with 1 after one line of type
 * `critical` that names what has happened. SIGTERM ends it with 143 and SIGINT with 130. Whatever ends it, all lines
 * are written first, and none shows a secret. To be called once.
 *
 * Standard error tells what a code means, or where something unexpected was thrown; with `LOG_LEVEL=debug` every stack.
 */
export const runProgram = async (konnector: Steps, options: RunOptions = {}): Promise<void> => {
  const secrets: string[] = []
  const log = options.log ?? createLogger()
  let ended = false

  const end = async (exitCode: number): Promise<void> => {
    process.exitCode = exitCode
    await flushed()
    // eslint-disable-next-line house/no-process-exit -- all is written, and timers or sockets may be open
    process.exit()
  }
  const fail = async (outcome: Outcome & { state: 'errored' }, exitCode = 1): Promise<void> => {
    if (ended) return
    ended = true
    const { error, detail, noRetry, cause } = outcome
    const mask = createMasker(secrets)
    // Masked before it is cut: half of a secret would be none to the masker.
    log.critical(cutTo(LONGEST_ERROR, mask(error)), { noRetry, ...(detail !== undefined && { detail }) })
    if (cause !== undefined) {
      const told = { verbose: readLogLevel() === 'debug', entry: process.argv[1] ?? '' }
      process.stderr.write(`${mask(failureText(cause, told))}\n`)
    }
    await end(exitCode)
  }

  process.on('uncaughtException', error => void fail(failedBy(error)))
  process.on('unhandledRejection', reason => void fail(failedBy(reason)))
  for (const [signal, exitCode] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      const error = `The konnector got a ${signal}`
      void fail({ state: 'errored', error, detail: undefined, noRetry: false, cause: undefined }, exitCode)
    })
  }
  const outcome = await live(konnector, {
    ...options,
    log,
    onSecrets: found => secrets.push(...found)
  })
  if (outcome.state === 'errored') await fail(outcome)
  else if (!ended) await end(0)
}
