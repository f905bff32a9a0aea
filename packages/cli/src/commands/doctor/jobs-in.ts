import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { jobFolder, type JobFolder } from '../../job/job-folder.js'

const MANIFESTS = ['manifest.webapp', 'manifest.konnector']

const isJob = (folder: string): boolean => MANIFESTS.some(name => existsSync(join(folder, name)))

/** The folder itself where it is a job, else the jobs of the workspace that it is: none where it is neither. */
export const jobsIn = (folder: string, cwd: string): readonly JobFolder[] => {
  const apps = join(folder, 'apps')
  const folders = isJob(folder)
    ? [folder]
    : existsSync(apps)
      ? readdirSync(apps)
          .map(name => join(apps, name))
          .filter(isJob)
      : []
  return folders.map(job => jobFolder(cwd, relative(cwd, job) || '.', 'look at the job'))
}
