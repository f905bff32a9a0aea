import { createMasker, errorText, flushed, type Logger } from '@cozy-jobs/logging'

/**
 * Makes the process end with 1 on the first failure: one handed to the returned function, or one that nobody caught.
 * What comes after it, while the output drains, is not told: a job has one reason of failure.
 *
 * @param secrets read at the failure, so that it may still grow
 */
export const failOn = (log: Logger, secrets: readonly string[]): ((error: unknown) => Promise<void>) => {
  let failed = false
  const fail = async (error: unknown): Promise<void> => {
    if (failed) return
    failed = true
    process.exitCode = 1
    log.critical(error instanceof Error ? error.message || error.name : String(error))
    process.stderr.write(`${createMasker(secrets)(errorText(error))}\n`)
    await flushed()
    // Node would end here by itself on an error that nobody caught, but with the secrets in what it prints.
    // eslint-disable-next-line house/no-process-exit -- all is written, and timers or sockets may be open
    process.exit()
  }
  process.on('uncaughtException', error => void fail(error))
  process.on('unhandledRejection', reason => void fail(reason))
  return fail
}
