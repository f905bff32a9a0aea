import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Stats } from 'webpack'
import { compileWarnings } from './compile-problems.js'
import { entriesOf } from './entries.js'
import type { Job } from './read-job.js'

/** One built program. */
export interface BuiltFile {
  /** The services that it is for; `konnector` for a konnector. */
  names: string[]
  /** Its path as it must stand in the manifest's `file`. */
  file: string
  /** Its source, relative to the job's folder. */
  source: string
  /** Its size, without the source map. */
  bytes: number
}

/** What a build made. */
export interface BuildReport {
  kind: Job['kind']
  /** The slug, or the folder's name. */
  name: string
  /** The folder of the build, absolute. */
  output: string
  files: BuiltFile[]
  /** The files that were copied as they are, relative to the build. */
  copied: string[]
  warnings: string[]
  /** Milliseconds. */
  duration: number
}

/** The report of a compilation without errors. */
export const reportOf = (stats: Stats, job: Job, duration: number): BuildReport => {
  const output = join(job.folder, 'build')
  return {
    kind: job.kind,
    name: job.name,
    output,
    files: entriesOf(job).map(({ names, file, source }) => ({
      names,
      file,
      source: relative(job.folder, source),
      bytes: statSync(join(output, file)).size
    })),
    copied: stats.compilation
      .getAssets()
      .filter(({ info }) => info['copied'])
      .map(({ name }) => name)
      .sort(),
    warnings: compileWarnings(stats, job),
    duration
  }
}

const size = (bytes: number): string => `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`

/**
 * The report as a person reads it; for services with the line that belongs into the manifest.
 *
 * @example
 * describeBuild(await build('apps/onOperationCreate'))
 * // Built onOperationCreate in 2.1 s
 * //   onOperationCreate  "file": "onOperationCreate.js"  598 kB  from src/onOperationCreate.ts
 */
export const describeBuild = (report: BuildReport): string => {
  const width = Math.max(0, ...report.files.map(({ names }) => names.join(', ').length))
  return [
    `Built ${report.name} in ${(report.duration / 1000).toFixed(1)} s`,
    ...report.files.map(({ names, file, source, bytes }) => {
      const entry = report.kind === 'webapp' ? `"file": "${file}"` : file
      return `  ${names.join(', ').padEnd(width)}  ${entry}  ${size(bytes)}  from ${source}`
    }),
    ...report.warnings.map(text => `  warning: ${text}`)
  ].join('\n')
}
