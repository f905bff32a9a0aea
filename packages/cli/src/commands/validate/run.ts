import { formatProblems, readManifest } from '@cozy-jobs/manifest'
import { relative } from 'node:path'
import { EXIT } from '../../errors.js'
import { jobFolder } from '../../job/job-folder.js'
import { shownFrom } from '../../job/show-problems.js'
import type { Run } from '../../registry/command.js'

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the command has no options of its own
export const run: Run<{}> = ({ args, json }, { terminal, cwd }) => {
  const { folder } = jobFolder(cwd, args[0], 'validate')
  const { file, problems } = readManifest(folder)
  const shown = shownFrom(cwd, problems)
  if (json) terminal.out(JSON.stringify({ file: relative(cwd, file), problems: shown }))
  else if (shown.length > 0) terminal.out(formatProblems(shown, { color: terminal.color }))
  else terminal.out(`${relative(cwd, file)}: ${terminal.green('nothing to mend')}`)
  return Promise.resolve(problems.some(({ severity }) => severity === 'error') ? EXIT.failed : EXIT.done)
}
