import { readManifest } from '@cozy-jobs/manifest'
import { build, describeBuild } from '@cozy-jobs/webpack-config'
import type { Context } from '../context.js'
import type { JobFolder } from './job-folder.js'
import { showProblems } from './show-problems.js'

/** Builds a job and shows what was made, beside the answer; true where its manifest has an error. */
export async function buildJob({ folder }: JobFolder, context: Context): Promise<boolean> {
  const report = await build(folder)
  context.terminal.err(describeBuild(report))
  return showProblems(readManifest(folder).problems, context)
}
