import { basename, dirname, posix } from 'node:path'
import { NX_ERRORS } from './errors.js'

/** A folder with a manifest. */
export interface JobFolder {
  /** Relative to the workspace; `.` is its root. */
  root: string
  /** The path of the manifest, relative to the workspace. */
  file: string
  kind: 'webapp' | 'konnector'
}

// The build holds a copy of the manifest; where git does not ignore it, Nx sees it too.
const NOT_SOURCE = /(^|\/)(build|dist|coverage|node_modules)\//

/**
 * The jobs among the manifests that Nx has found.
 *
 * @throws Error that names both files where one folder has two
 */
export const findJobs = (files: readonly string[]): JobFolder[] => {
  const byRoot = new Map<string, JobFolder>()
  for (const given of files) {
    const file = given.replaceAll('\\', '/')
    if (NOT_SOURCE.test(file)) continue
    const root = dirname(file)
    if (byRoot.has(root)) throw new Error(NX_ERRORS.bothManifests(root))
    byRoot.set(root, { root, file, kind: posix.extname(file) === '.konnector' ? 'konnector' : 'webapp' })
  }
  return [...byRoot.values()]
}

/** What a project is called: its folder. */
export const projectName = (root: string, workspaceRoot: string): string =>
  basename(root === '.' ? workspaceRoot : root)
