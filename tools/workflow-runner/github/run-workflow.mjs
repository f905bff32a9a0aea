import { parse } from 'yaml'
import { shortRef } from '../repository/events.mjs'
import { serveRepository } from '../repository/serve-repository.mjs'
import { holds } from './expressions.mjs'
import { isTriggered } from './filters.mjs'
import { contentsRight } from './permissions.mjs'
import { runJob } from './run-job.mjs'

const githubContext = (event, repository) => ({
  event_name: event.name,
  ref: event.ref,
  ref_name: shortRef(event),
  ref_type: event.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
  sha: event.sha,
  base_ref: event.base ?? '',
  head_ref: event.head ?? '',
  repository,
  run_id: '1',
  event: event.name === 'pull_request' ? { pull_request: { head: { repo: { fork: event.fork } } } } : {}
})

/** One for each set of values of the matrix. */
const combinations = ({ strategy }) =>
  Object.entries(strategy?.matrix ?? {}).reduce(
    (sets, [name, values]) => sets.flatMap(set => values.map(value => ({ ...set, [name]: value }))),
    [{}]
  )

/** Which jobs run, in what order, and what the token of each may do. Nothing is executed. */
export const planWorkflow = (text, event, { vars = {}, secrets = {} } = {}) => {
  const workflow = parse(text)
  if (!isTriggered(workflow.on, event)) return { workflow, triggered: false, jobs: [] }
  // A fork sees no secret. Variables of the settings are no secret, but it does not see them either.
  const given = event.fork ? { vars: {}, secrets: {} } : { vars, secrets }
  const contexts = { github: githubContext(event, 'someone/project'), ...given, matrix: {}, inputs: {} }
  const left = Object.entries(workflow.jobs)
  const jobs = []
  while (left.length > 0) {
    const index = left.findIndex(([, job]) =>
      [job.needs ?? []].flat().every(id => jobs.some(one => one.id === id))
    )
    if (index < 0)
      throw new Error('Failed to run the workflow: its jobs wait for each other. Look at "needs".')
    const [[id, job]] = left.splice(index, 1)
    jobs.push({ id, job, right: contentsRight(workflow, job, event), contexts })
  }
  return { workflow, triggered: true, jobs }
}

const needed = (job, results) =>
  Object.fromEntries([job.needs ?? []].flat().map(id => [id, { result: results[id], outputs: {} }]))

/** All that a job waits for, directly or through others: `success()` and `failure()` of GitHub ask each of them. */
const ancestors = (id, jobs) => {
  const direct = [jobs[id].needs ?? []].flat()
  return new Set(direct.flatMap(one => [one, ...ancestors(one, jobs)]))
}

const stateOf = all => {
  if (all.some(result => result === 'failure')) return 'failure'
  return all.every(result => result === 'success') ? 'success' : 'skipped'
}

/**
 * Runs a workflow for an event, against a bare repository of this machine.
 *
 * @param {object} run
 * @param {string} run.text - the workflow
 * @param {string} run.bare - absolute path of the bare repository
 * @param {import('../repository/events.mjs').RepositoryEvent} run.event
 * @param {Record<string, string>} [run.vars] - variables of the repository's settings
 * @param {Record<string, string>} [run.secrets] - its secrets
 * @param {Record<string, string>} [run.machine] - what the environment of each step gets besides
 * @param {boolean} [run.execute] - false: only says which jobs would run, as if each succeeded
 * @param {string[]} [run.assume] - jobs whose steps are not run: they count as succeeded
 * @returns {Promise<{ triggered: boolean, jobs: Record<string, { result: string, contents: string, steps: import('./run-job.mjs').StepReport[] }> }>}
 */
export const runWorkflow = async ({
  text,
  bare,
  event,
  vars,
  secrets,
  machine = {},
  execute = true,
  assume = []
}) => {
  const plan = planWorkflow(text, event, { vars, secrets })
  const server = execute ? await serveRepository(bare) : undefined
  /** @type {Record<string, { result: string, contents: string, steps: import('./run-job.mjs').StepReport[] }>} */
  const jobs = {}
  const results = {}
  try {
    for (const { id, job, right, contexts } of plan.jobs) {
      const needs = needed(job, results)
      const before = [...ancestors(id, plan.workflow.jobs)]
      const state = stateOf(before.map(one => results[one]))
      jobs[id] = { result: 'skipped', contents: right, steps: [] }
      if (holds(job.if, { ...contexts, needs }, state)) {
        jobs[id].result = 'success'
        for (const matrix of execute && !assume.includes(id) ? combinations(job) : []) {
          const done = await runJob({
            job,
            workflow: plan.workflow,
            contexts: { ...contexts, needs, matrix },
            event,
            remote: server.url,
            machine,
            right,
            server,
            fakeSecrets: contexts.secrets
          })
          jobs[id].steps.push(...done.steps)
          if (done.result === 'failure') jobs[id].result = 'failure'
        }
      }
      results[id] = jobs[id].result
    }
  } finally {
    await server?.close()
  }
  return { triggered: plan.triggered, jobs }
}
