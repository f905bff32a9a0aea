import { deployBuild } from '@cozy-jobs/deploy'
import { readManifest } from '@cozy-jobs/manifest'
import { join } from 'node:path'
import { ERRORS, EXIT } from '../../errors.js'
import { jobFolder } from '../../job/job-folder.js'
import { showProblems } from '../../job/show-problems.js'
import type { Run } from '../../registry/command.js'
import { isInteractive } from '../../terminal/is-interactive.js'
import type { DEPLOY_OPTIONS } from './command.js'
import { showDeployment } from './show-deployment.js'
import { withExitCode } from './with-exit-code.js'

export const run: Run<typeof DEPLOY_OPTIONS> = async ({ args, options, json }, context) => {
  const { terminal, cwd, env, signal } = context
  const job = jobFolder(cwd, args[0], 'deploy')
  const { folder } = job
  if (!options['no-build']) {
    // webpack is loaded where it is needed alone.
    const { buildJob } = await import('../../job/build-job.js')
    if (await buildJob(job, context)) throw ERRORS.invalidManifest('deploy')
  } else if (showProblems(readManifest(folder, { build: join(folder, 'build') }).problems, context)) {
    throw ERRORS.invalidManifest('deploy')
  }
  const { branch, remote, tag } = options
  const report = await withExitCode(
    deployBuild({
      folder,
      env,
      signal,
      dryRun: options['dry-run'],
      interactive: isInteractive(context),
      warn: warning => terminal.err(terminal.yellow(warning)),
      ...(branch !== undefined && { branch }),
      ...(remote !== undefined && { remote }),
      ...(tag !== undefined && { tag })
    }),
    context
  )
  if (json) terminal.out(JSON.stringify(report))
  else showDeployment(report, terminal)
  return EXIT.done
}
