import { MANIFEST_FILES } from '@cozy-jobs/manifest'
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { ERRORS } from '../../errors.js'
import { jobFolder, type JobFolder } from '../../job/job-folder.js'

/** What an old command line names. */
export interface NamedJob {
  job: JobFolder
  /** The folder of the build, where a built file was named or there is no source. */
  built?: string
}

const SOURCES = ['src', 'index.js', 'index.ts']

/** The folder of a job by one of its files: a source, its build, its manifest, or the folder itself. */
export const jobOfFile = (
  cwd: string,
  file: string | undefined,
  manifest: string | undefined,
  act: string
): NamedJob => {
  const start = resolve(cwd, file ?? '.')
  const found = statSync(start, { throwIfNoEntry: false })
  if (!found) throw ERRORS.noSuchFile(act, `there is no file ${file}`, 'Look for a typo.')
  const folderOfManifest = manifest === undefined ? undefined : dirname(resolve(cwd, manifest))
  if (folderOfManifest !== undefined && !existsSync(resolve(cwd, manifest ?? ''))) {
    throw ERRORS.noSuchFile(act, `there is no manifest ${manifest}`, 'Give its path with -m.')
  }
  const own = folderOfManifest ?? nearest(found.isDirectory() ? start : dirname(start)) ?? cwd
  const folder = basename(own) === 'build' ? dirname(own) : own
  const job = jobFolder(
    cwd,
    existsSync(join(folder, MANIFEST_FILES.konnector)) || folder === own ? folder : own,
    act
  )
  const named = found.isFile() && basename(dirname(start)) === 'build' ? dirname(start) : undefined
  const alone = join(job.folder, 'build')
  const hasSource = SOURCES.some(name => existsSync(join(job.folder, name)))
  const built = named ?? (!hasSource && existsSync(join(alone, 'index.js')) ? alone : undefined)
  return { job, ...(built !== undefined && { built }) }
}

const nearest = (start: string): string | undefined => {
  for (let folder = start; ; folder = dirname(folder)) {
    if (Object.values(MANIFEST_FILES).some(name => existsSync(join(folder, name)))) return folder
    if (dirname(folder) === folder) return undefined
  }
}
