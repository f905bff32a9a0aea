/**
 * What the token of a job may do with the contents of the repository: what the job says, else the workflow, else both (as
 * an older organization has it, which is the worst case). The token of a fork's pull request never writes.
 *
 * @returns {'none' | 'read' | 'write'}
 */
export const contentsRight = (workflow, job, event) => {
  const given = job.permissions ?? workflow.permissions ?? 'write-all'
  const asked = typeof given === 'string' ? given.replace('-all', '') : (given.contents ?? 'none')
  return event.fork && asked === 'write' ? 'read' : asked
}
