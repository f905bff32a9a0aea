import { readManifest, type Problem } from '@cozy-jobs/manifest'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isBuilt } from '../../../job/is-built.js'
import type { JobFolder } from '../../../job/job-folder.js'
import type { Check, Finding } from '../finding.js'

const nameFor = (what: string, { shown }: JobFolder, several: boolean): string =>
  several ? `${what} of ${shown}` : what

const several = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

const broken = (name: string, todo: string): Finding => ({
  name,
  state: 'broken',
  found: 'cannot be read',
  todo
})

const problemsOf = (job: JobFolder): Problem[] | string => {
  try {
    return readManifest(job.folder).problems
  } catch (error) {
    return (error as Error).message
  }
}

const manifest = (job: JobFolder, name: string): Finding => {
  const problems = problemsOf(job)
  if (typeof problems === 'string') return broken(name, problems)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const todo = `Run "cozy-jobs validate ${job.shown}", which names each with its line.`
  if (errors > 0) return { name, state: 'broken', found: several(errors, 'error'), todo }
  return problems.length > 0
    ? { name, state: 'warning', found: several(problems.length, 'warning'), todo }
    : { name, state: 'ok', found: 'valid' }
}

const build = (job: JobFolder, name: string): Finding => {
  const todo = `Run "cozy-jobs build ${job.shown}".`
  if (!existsSync(join(job.folder, 'build', basename(job.manifest))))
    return { name, state: 'warning', found: 'not built', todo }
  return isBuilt(job)
    ? { name, state: 'ok', found: 'of these sources' }
    : { name, state: 'warning', found: 'older than the sources', todo }
}

/** Manifest and build of each job. */
export const checkJobs: Check = ({ jobs, unreadable }) =>
  Promise.resolve(
    jobs.length + unreadable.length === 0
      ? [{ name: 'Manifest', state: 'ok', found: 'no job in this folder' }]
      : [
          ...unreadable.map(message => broken('Manifest', message)),
          ...jobs.flatMap(job => [
            manifest(job, nameFor('Manifest', job, jobs.length > 1)),
            build(job, nameFor('Build', job, jobs.length > 1))
          ])
        ]
  )
