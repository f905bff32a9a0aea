import { readManifest } from '@cozy-jobs/manifest'
import { build, describeBuild } from '@cozy-jobs/webpack-config'
import { EXIT } from '../../errors.js'
import { markBuilt } from '../../job/is-built.js'
import { jobFolder } from '../../job/job-folder.js'
import { showProblems, shownFrom } from '../../job/show-problems.js'
import type { Run } from '../../registry/command.js'

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the command has no options of its own
export const run: Run<{}> = async ({ args, json }, context) => {
  const { terminal, cwd } = context
  const job = jobFolder(cwd, args[0], 'build')
  const { folder } = job
  const report = await build(folder)
  markBuilt(job)
  const { problems } = readManifest(folder)
  if (json) terminal.out(JSON.stringify({ ...report, problems: shownFrom(cwd, problems) }))
  else {
    terminal.out(describeBuild(report))
    showProblems(problems, context)
  }
  return problems.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.done
}
