import { describeBuild, watch } from '@cozy-jobs/webpack-config'
import type { Context } from '../../context.js'
import { EXIT, type ExitCode } from '../../errors.js'
import { markBuilt } from '../../job/is-built.js'
import type { JobFolder } from '../../job/job-folder.js'
import { reportError } from '../../report-error.js'
import { untilAborted } from '../../terminal/until-aborted.js'
import type { DevOptions } from './konnector.js'
import { runOnce } from './run-once.js'

/** Builds and runs again at each change: a run that is under way then gives way to the new one. */
export const runAtEachChange = async (
  job: JobFolder,
  options: DevOptions,
  context: Context
): Promise<ExitCode> => {
  const { terminal, signal } = context
  let controller = new AbortController()
  let last: Promise<unknown> = Promise.resolve()
  const again = (): void => {
    controller.abort()
    const own = (controller = new AbortController())
    const before = last
    const one = async (): Promise<void> => {
      await before
      if (own.signal.aborted || signal.aborted) return
      const both = { ...context, signal: AbortSignal.any([signal, own.signal]) }
      try {
        await runOnce(job, options, both)
      } catch (error) {
        reportError(error, both)
      }
      if (!both.signal.aborted) terminal.err(terminal.dim('Watching for changes; Ctrl-C ends it.'))
    }
    last = one()
  }
  const watching = watch(job.folder, {
    onBuild: report => {
      terminal.err(describeBuild(report))
      markBuilt(job)
      again()
    },
    // What is half typed fails to build: the watch goes on.
    onError: error => terminal.err(terminal.red(error.message))
  })
  try {
    await untilAborted(signal)
  } finally {
    controller.abort()
    await watching.close()
    await last
  }
  return EXIT.done
}
