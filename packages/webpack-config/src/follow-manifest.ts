import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Compiler, EntryObject } from 'webpack'
import webpack from 'webpack'
import { MANIFEST_FILES } from '@cozy-jobs/manifest'
import { entriesOf } from './entries.js'
import { readJob, type Job } from './read-job.js'

const SOURCES = ['src', 'services']

/**
 * What a watched build reads anew each time: the manifest, and the services that it names. A mistake in it becomes a
 * problem of that build, for an entry that throws would end the watching.
 */
export class FollowManifestPlugin {
  readonly #folder: string
  #job: Job | undefined
  #problem: Error | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The job as it was at the start of the current build; undefined after a mistake. */
  get job(): Job | undefined {
    return this.#job
  }

  /** For webpack's `entry`: the built file of each program → its source. */
  readonly entry = async (): Promise<EntryObject> => {
    this.#job = this.#problem = undefined
    try {
      const job = readJob(this.#folder)
      const entries = entriesOf(job).map(({ file, source }) => [file, { import: source }] as const)
      this.#job = job
      return Object.fromEntries(entries)
    } catch (error) {
      this.#problem = error as Error
      return {}
    }
  }

  apply(compiler: Compiler): void {
    compiler.hooks.afterCompile.tap('FollowManifest', compilation => {
      for (const file of Object.values(MANIFEST_FILES)) {
        const path = join(this.#folder, file)
        ;(existsSync(path) ? compilation.fileDependencies : compilation.missingDependencies).add(path)
      }
      // Only then is it worth looking at every file: the source that was missing may be written now.
      if (this.#problem) {
        for (const name of SOURCES) {
          const path = join(this.#folder, name)
          ;(existsSync(path) ? compilation.contextDependencies : compilation.missingDependencies).add(path)
        }
      }
    })
    compiler.hooks.thisCompilation.tap('FollowManifest', compilation => {
      // The entry is asked for while a compilation is made, so its problem is known when modules are finished.
      compilation.hooks.finishModules.tap('FollowManifest', () => {
        if (this.#problem) compilation.errors.push(new webpack.WebpackError(this.#problem.message))
      })
    })
  }
}
