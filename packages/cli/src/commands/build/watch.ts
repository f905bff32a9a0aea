import { readManifest } from '@cozy-jobs/manifest'
import { describeBuild, watch } from '@cozy-jobs/webpack-config'
import { EXIT } from '../../errors.js'
import { jobFolder } from '../../job/job-folder.js'
import { showProblems } from '../../job/show-problems.js'
import type { Run } from '../../registry/command.js'
import { untilAborted } from '../../terminal/until-aborted.js'

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the command has no options of its own
export const run: Run<{}> = async ({ args }, context) => {
  const { terminal, cwd, signal } = context
  const { folder } = jobFolder(cwd, args[0], 'watch')
  const watching = watch(folder, {
    onBuild: report => {
      terminal.out(describeBuild(report))
      showProblems(readManifest(folder).problems, context)
      terminal.err(terminal.dim('Watching for changes; Ctrl-C ends it.'))
    },
    // What is half typed fails to build: the watch goes on.
    onError: error => terminal.err(terminal.red(error.message))
  })
  try {
    await untilAborted(signal)
  } finally {
    await watching.close()
  }
  return EXIT.done
}
