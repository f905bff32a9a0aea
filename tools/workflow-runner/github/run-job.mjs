import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runBash } from '../repository/run-bash.mjs'
import { fillIn, fillInAll, holds } from './expressions.mjs'
import { runAction } from './stand-ins.mjs'

/**
 * What a step did.
 *
 * @typedef {object} StepReport
 * @property {string} name
 * @property {'success' | 'failure' | 'skipped'} outcome
 * @property {string} [output]
 * @property {string} [note] - what stood for an action
 * @property {string[]} [secrets] - the variables that held a secret while it ran
 */

/** `NAME=value` and `NAME<<END … END` lines of a file that a step wrote for those after it. */
const readAssignments = text => {
  const found = {}
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    const [, name, mark, end] = /^([^=<]+?)(=|<<)(.*)$/.exec(lines[index]) ?? []
    if (mark === '=') found[name] = end
    if (mark !== '<<') continue
    const last = lines.indexOf(end, index + 1)
    found[name] = lines.slice(index + 1, last).join('\n')
    index = last
  }
  return found
}

/** Where a job runs: a folder of its own for the sources, an empty home, and the files that steps talk through. */
const makePlace = async () => {
  const root = await mkdtemp(join(tmpdir(), 'workflow-'))
  const place = { root, work: join(root, 'work'), home: join(root, 'home') }
  await mkdir(place.work)
  await mkdir(place.home)
  return place
}

const newFiles = async (root, index) => {
  const files = { GITHUB_ENV: '', GITHUB_OUTPUT: '', GITHUB_PATH: '' }
  for (const name of Object.keys(files)) {
    files[name] = join(root, `${name}-${index}`)
    await writeFile(files[name], '')
  }
  return files
}

/**
 * Runs the steps of one job as they are written. What is in the environment of this process does not come in, except
 * PATH and what `machine` adds.
 *
 * @returns {Promise<{ result: 'success' | 'failure', steps: StepReport[] }>}
 */
export const runJob = async ({
  job,
  workflow,
  contexts,
  event,
  remote,
  machine,
  right,
  server,
  fakeSecrets
}) => {
  const place = await makePlace()
  const token = randomBytes(20).toString('hex')
  if (right !== 'none') server.allow(token, right)
  const secrets = [token, ...Object.values(fakeSecrets)]
  const github = { ...contexts.github, token, workspace: place.work }
  const given = { ...contexts.secrets, GITHUB_TOKEN: token }
  const known = {
    ...contexts,
    github,
    secrets: given,
    steps: {},
    job: {},
    runner: { os: 'Linux', temp: place.root }
  }
  const wide = fillInAll({ ...workflow.env, ...job.env }, { ...known, env: {} })
  const env = {
    PATH: process.env.PATH,
    HOME: place.home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: place.work,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_REF: event.ref,
    GITHUB_REF_NAME: github.ref_name,
    GITHUB_SHA: event.sha,
    GITHUB_BASE_REF: github.base_ref,
    GITHUB_HEAD_REF: github.head_ref,
    GITHUB_REPOSITORY: github.repository,
    // The forge is the local server: what sends the token to the forge alone sends it there.
    GITHUB_SERVER_URL: new URL(remote).origin,
    ...machine,
    ...wide
  }
  const steps = []
  let soFar = 'success'
  try {
    for (const [index, step] of job.steps.entries()) {
      const files = await newFiles(place.root, index)
      const now = { ...known, env: wide }
      const name = fillIn(step.name ?? step.uses ?? step.run, now).trim()
      if (!holds(step.if, now, soFar)) {
        steps.push({ name, outcome: 'skipped' })
        continue
      }
      const own = fillInAll(step.env, now, soFar)
      const done = step.uses
        ? await runAction(step.uses, {
            inputs: fillInAll(step.with, now, soFar),
            cwd: place.work,
            env: { ...env, ...own },
            remote,
            event,
            token
          })
        : await runBash({
            script: fillIn(step.run, now, soFar),
            cwd: join(place.work, fillIn(step['working-directory'] ?? '.', now)),
            env: { ...env, ...own, ...files },
            secrets
          })
      const set = readAssignments(await readFile(files.GITHUB_ENV, 'utf8'))
      Object.assign(env, set)
      Object.assign(wide, set)
      if (step.id)
        known.steps[step.id] = { outputs: readAssignments(await readFile(files.GITHUB_OUTPUT, 'utf8')) }
      if (done.path) env.PATH = `${done.path}:${env.PATH}`
      const outcome = done.code === 0 ? 'success' : 'failure'
      const sees = Object.entries({ ...env, ...own })
      steps.push({
        name,
        outcome,
        output: done.output,
        ...(done.note ? { note: done.note } : {}),
        secrets: sees.filter(([, value]) => secrets.includes(value)).map(([key]) => key)
      })
      if (outcome === 'failure' && step['continue-on-error'] !== true) soFar = 'failure'
    }
  } finally {
    await rm(place.root, { recursive: true, force: true })
  }
  return { result: soFar, steps }
}
