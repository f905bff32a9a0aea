import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { shortRef } from '../repository/events.mjs'
import { runBash } from '../repository/run-bash.mjs'
import { serveRepository } from '../repository/serve-repository.mjs'
import { conditionHolds } from './conditions.mjs'

const isTag = event => event.ref.startsWith('refs/tags/')
const branchOf = event => event.base ?? shortRef(event)

const known = event => ({
  type: event.name,
  branch: branchOf(event),
  tag: isTag(event) ? shortRef(event) : '',
  fork: String(event.fork ?? false),
  head_branch: event.head ?? '',
  sender: '',
  repo: 'someone/project',
  os: 'linux'
})

const lines = value => [value ?? []].flat()

/** One for each version of Node, in the stage `test`; then those that the file adds, each in its stage. */
const jobsOf = ({ node_js: versions = ['22'], jobs, ...shared }) => [
  ...lines(versions).map(node => ({ ...shared, node_js: node, if: undefined, stage: 'test' })),
  ...(jobs?.include ?? []).map(job => ({ ...shared, if: undefined, stage: 'test', ...job }))
]

/** As Travis has it: a phase that prepares ends the job where it fails; all lines of `script` run, and all count. */
const bashOf = job => {
  const prepare = [...lines(job.before_install), ...lines(job.install), ...lines(job.before_script)]
  const quote = text => `'${text.replaceAll("'", "'\\''")}'`
  return [
    ...lines(job.env?.global).map(one => `export ${one}`),
    ...prepare.map(one => `eval ${quote(one)} || exit 1`),
    'result=0',
    ...lines(job.script).map(one => `eval ${quote(one)} || result=1`),
    'exit $result'
  ].join('\n')
}

const checkout = event =>
  [
    'git clone -q "$REMOTE" .',
    event.name === 'pull_request' ? `git fetch -q origin ${event.sha}` : '',
    `git checkout -q --detach ${event.sha}`
  ].join('\n')

const runJob = async ({ job, event, env, remote, secrets }) => {
  const root = await mkdtemp(join(tmpdir(), 'travis-'))
  const work = join(root, 'work')
  await mkdir(work)
  const all = { ...env, HOME: root, TRAVIS_BUILD_DIR: work }
  try {
    const clone = await runBash({ script: checkout(event), cwd: work, env: { ...all, REMOTE: remote } })
    if (clone.code !== 0) return clone
    return await runBash({ script: bashOf(job), args: [], cwd: work, env: all, secrets })
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

/**
 * Runs a `.travis.yml` for an event, against a bare repository of this machine. Node is that of this machine, whatever
 * version is asked for; `cache`, `os` and the like have no effect.
 *
 * @param {object} run
 * @param {string} run.text - the file
 * @param {string} run.bare - absolute path of the bare repository
 * @param {import('../repository/events.mjs').RepositoryEvent} run.event
 * @param {Record<string, string>} [run.settings] - variables of the project's settings; GITHUB_TOKEN is made by the runner
 * @param {Record<string, string>} [run.machine] - what the environment gets besides
 * @param {boolean} [run.execute] - false: only says which jobs would run
 * @returns {Promise<{ jobs: { stage: string, result: string, output: string, secrets: string[] }[] }>}
 */
export const runTravis = async ({ text, bare, event, settings = {}, machine = {}, execute = true }) => {
  const file = parse(text)
  if (!conditionHolds(file.if, known(event))) return { jobs: [] }
  const server = execute ? await serveRepository(bare) : undefined
  const token = randomBytes(20).toString('hex')
  server?.allow(token, 'write')
  // A fork's pull request sees nothing of the settings.
  const given = event.fork ? {} : { GITHUB_TOKEN: token, ...settings }
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    CI: 'true',
    TRAVIS: 'true',
    TRAVIS_EVENT_TYPE: event.name,
    TRAVIS_BRANCH: branchOf(event),
    TRAVIS_TAG: isTag(event) ? shortRef(event) : '',
    TRAVIS_COMMIT: event.sha,
    TRAVIS_PULL_REQUEST: event.name === 'pull_request' ? '1' : 'false',
    // Travis does not set it. Here the forge is the local server, and a token goes to the forge alone.
    ...(server ? { GITHUB_SERVER_URL: new URL(server.url).origin } : {}),
    ...machine,
    ...given
  }
  const done = []
  try {
    for (const job of jobsOf(file)) {
      const earlier = done.filter(({ stage }) => stage !== job.stage)
      const runs = conditionHolds(job.if, known(event)) && earlier.every(({ result }) => result !== 'failure')
      const secrets = Object.values(given)
      const { code, output } =
        runs && execute
          ? await runJob({ job, event, env, remote: server.url, secrets })
          : { code: 0, output: '' }
      const result = !runs ? 'skipped' : code === 0 ? 'success' : 'failure'
      done.push({ stage: job.stage, result, output, secrets: runs ? Object.keys(given) : [] })
    }
  } finally {
    await server?.close()
  }
  return { jobs: done }
}
