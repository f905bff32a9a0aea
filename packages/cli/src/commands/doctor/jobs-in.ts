import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { jobFolder, type JobFolder } from '../../job/job-folder.js'

const MANIFESTS = ['manifest.webapp', 'manifest.konnector']

const isJob = (folder: string): boolean => MANIFESTS.some(name => existsSync(join(folder, name)))

/** The folder itself where it is a job, else the jobs of the workspace that it is: none where it is neither. */
export const jobsIn = (folder: string, cwd: string): { jobs: JobFolder[]; unreadable: string[] } => {
  const apps = join(folder, 'apps')
  const folders = isJob(folder)
    ? [folder]
    : statSync(apps, { throwIfNoEntry: false })?.isDirectory()
      ? readdirSync(apps)
          .map(name => join(apps, name))
          .filter(isJob)
      : []
  const [jobs, unreadable]: [JobFolder[], string[]] = [[], []]
  for (const job of folders) {
    try {
      jobs.push(jobFolder(cwd, relative(cwd, job) || '.', 'look at the job'))
    } catch (error) {
      unreadable.push((error as Error).message)
    }
  }
  return { jobs, unreadable }
}
