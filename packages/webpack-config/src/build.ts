import { ManifestError } from '@cozy-jobs/manifest'
import webpack, { type Compiler, type Stats } from 'webpack'
import { compileProblems } from './compile-problems.js'
import { createWebpackConfig, type WebpackConfigOptions } from './create-webpack-config.js'
import { reportOf, type BuildReport } from './build-report.js'
import { entriesOf } from './entries.js'
import { BuildError, buildError } from './errors.js'
import { readJob, type Job } from './read-job.js'

/** How to build: everything that the configuration takes, but for the folder. */
export type BuildOptions = Omit<WebpackConfigOptions, 'folder'>

const closed = (compiler: Compiler): Promise<void> =>
  new Promise((resolve, reject) => compiler.close(error => (error ? reject(error) : resolve())))

const run = (compiler: Compiler): Promise<Stats> =>
  new Promise((resolve, reject) =>
    compiler.run((error, stats) => (stats ? resolve(stats) : reject(error ?? new Error('no result'))))
  )

/** The report of a finished compilation, or the error that tells its problems. */
export const judge = (stats: Stats, job: Job, duration: number): BuildReport => {
  const problems = compileProblems(stats, job)
  if (problems.length > 0) throw buildError('compileFailed', job.name, problems)
  return reportOf(stats, job, duration)
}

/** Anything that webpack throws, as the error that a person reads. */
export const asBuildError = (error: unknown, job: Job): BuildError | ManifestError =>
  error instanceof BuildError || error instanceof ManifestError
    ? error
    : buildError('brokenDown', job.name, (error as Error).message)

/**
 * Builds a job into its `build` folder: each service of a web app, or the konnector, in one file with an external
 * source map, beside the manifest and what it names. What was there before goes away; after a failure it stays.
 *
 * @throws BuildError with one message that holds every problem; ManifestError where there is no one manifest
 * @example
 * const { files } = await build('apps/onOperationCreate')
 * files[0].file // 'onOperationCreate.js', as it must stand in the manifest
 */
export const build = async (folder: string, options: BuildOptions = {}): Promise<BuildReport> => {
  const job = readJob(folder)
  // Told before webpack starts, and in our own words.
  entriesOf(job)
  const started = performance.now()
  const compiler = webpack(createWebpackConfig({ ...options, folder }))
  if (!compiler) throw buildError('brokenDown', job.name, 'webpack made no compiler')
  try {
    return judge(await run(compiler), job, performance.now() - started)
  } catch (error) {
    throw asBuildError(error, job)
  } finally {
    await closed(compiler)
  }
}
