import { readManifest } from '@cozy-jobs/manifest'
import { build, describeBuild } from '@cozy-jobs/webpack-config'
import type { Context } from '../context.js'
import { markBuilt } from './is-built.js'
import type { JobFolder } from './job-folder.js'
import { showProblems } from './show-problems.js'

/** Builds a job and shows what was made, beside the answer; true where its manifest has an error. */
export async function buildJob(job: JobFolder, context: Context): Promise<boolean> {
  const report = await build(job.folder)
  markBuilt(job)
  context.terminal.err(describeBuild(report))
  return showProblems(readManifest(job.folder).problems, context)
}
