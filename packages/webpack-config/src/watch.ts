import type { ManifestError } from '@cozy-jobs/manifest'
import webpack from 'webpack'
import { asBuildError, judge, type BuildOptions } from './build.js'
import type { BuildReport } from './build-report.js'
import { createWebpackConfig } from './create-webpack-config.js'
import { type BuildError, buildError } from './errors.js'
import { readJob } from './read-job.js'

/** What to do at each build of a watched job. */
export interface WatchOptions extends BuildOptions {
  onBuild: (report: BuildReport) => void
  onError: (error: BuildError | ManifestError) => void
}

/** A watched job; it keeps the process alive until it is closed. */
export interface Watching {
  close(): Promise<void>
}

/**
 * Builds a job, and builds it again when a source, the manifest or a copied file changes.
 *
 * @throws BuildError if the folder is no job's
 * @example
 * const watching = watch('.', { onBuild: report => print(describeBuild(report)), onError: error => print(error.message) })
 * await watching.close()
 */
export const watch = (folder: string, { onBuild, onError, ...options }: WatchOptions): Watching => {
  const job = readJob(folder)
  const compiler = webpack(createWebpackConfig({ mode: 'development', ...options, folder }))
  if (!compiler) throw buildError('brokenDown', job.name, 'webpack made no compiler')
  compiler.watch({ aggregateTimeout: 50 }, (error, stats) => {
    try {
      if (!stats) throw error ?? new Error('no result')
      onBuild(judge(stats, readJob(folder), stats.endTime - stats.startTime))
    } catch (problem) {
      onError(asBuildError(problem, job))
    }
  })
  return {
    close: () =>
      new Promise((resolve, reject) => compiler.close(failed => (failed ? reject(failed) : resolve())))
  }
}
