import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Configuration } from 'webpack'
import type { BuildSettings } from '../settings.js'
import { cacheFolder } from './cache-folder.js'
import { fingerprint } from './fingerprint.js'

/** What makes two builds of one folder differ, besides the files that they read. */
export interface CachedBuild {
  /** Of the job, absolute. */
  folder: string
  mode: 'production' | 'development'
  minimizer: string
  compat: boolean
  settings: BuildSettings
}

/**
 * What webpack keeps between two builds of a job, and how it knows what has changed: by the contents of every file that
 * it has read, those of packages too, for they may be linked or patched.
 */
export const cacheOf = ({ folder, ...build }: CachedBuild): Pick<Configuration, 'cache' | 'snapshot'> => {
  const kept = cacheFolder(folder)
  if (kept === undefined) return { cache: build.mode === 'development' ? { type: 'memory' } : false }
  const { settings, ...options } = build
  const said = JSON.stringify({ ...options, ...settings, dependencies: [...settings.dependencies].sort() })
  const place = createHash('sha1').update(`${folder}\n${build.mode}\n${build.minimizer}\n${build.compat}`)
  return {
    cache: {
      type: 'filesystem',
      cacheDirectory: kept,
      cacheLocation: join(kept, place.digest('hex').slice(0, 16)),
      version: createHash('sha1').update(said).update(fingerprint(folder)).digest('hex'),
      // The fingerprint says more than the files of webpack do, and takes less time.
      buildDependencies: { defaultWebpack: [] }
    },
    snapshot: {
      managedPaths: [],
      immutablePaths: [],
      module: { hash: true },
      contextModule: { hash: true },
      resolve: { hash: true }
    }
  }
}
