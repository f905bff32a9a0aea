/**
 * The one shared build: a job's services or konnector, each in one file for Node 20.
 *
 * @module
 */
export { build, type BuildOptions } from './build.js'
export { describeBuild, type BuildReport, type BuiltFile } from './build-report.js'
export { createWebpackConfig, type WebpackConfigOptions } from './create-webpack-config.js'
export { entriesOf, type Entry } from './entries.js'
export { BUILD_ERRORS, BuildError, type BuildErrorCode } from './errors.js'
export { readJob, type BuildManifest, type Job } from './read-job.js'
export { watch, type Watching, type WatchOptions } from './watch.js'
