import { afterAll, describe, expect, test } from '@jest/globals'
import { CI_DEFAULTS, continuousIntegrationFiles } from '@cozy-jobs/deploy/continuous-integration'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pullRequest, pushOfTag, pushTo } from '../repository/events.mjs'
import { makeProject } from '../testing/sample-project.mjs'
import { SINGLE, WORKSPACE } from '../testing/stand-in-scripts.mjs'
import { runTravis } from './run-travis.mjs'

/** The package manager asks nobody about what it installs. */
const OFFLINE = { npm_config_offline: 'true', npm_config_audit: 'false', npm_config_update_notifier: 'false' }
const runOffline = (run: Parameters<typeof runTravis>[0]) => runTravis({ machine: OFFLINE, ...run })

const root = mkdtempSync(join(tmpdir(), 'travis-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const fileOf = (layout: 'single' | 'workspace'): string =>
  continuousIntegrationFiles({ ...CI_DEFAULTS, providers: ['travis'], layout })['.travis.yml'] ?? ''
const stages = (jobs: { stage: string; result: string }[]): string[] =>
  jobs.map(({ stage, result }) => `${stage}: ${result}`)

describe('which jobs run', () => {
  const pull = { base: 'main', head: 'topic', sha: '' }
  test.each([
    ['a push to the main branch', pushTo('main', ''), 'success'],
    ['a push to another branch', pushTo('topic', ''), 'skipped'],
    ['a tag', pushOfTag('1.0.0', ''), 'success'],
    ['a pull request', pullRequest(pull), 'skipped'],
    ['the pull request of a fork', pullRequest({ ...pull, fork: true }), 'skipped']
  ])('%s', async (_name, event, deploys) => {
    const { jobs } = await runOffline({ text: fileOf('single'), bare: root, event, execute: false })
    expect(stages(jobs)).toEqual(['test: success', `deploy: ${deploys}`])
    expect(jobs.flatMap(({ secrets }) => secrets).includes('GITHUB_TOKEN')).toBe(!event.fork)
  })

  test('the branch that notes what was deployed starts nothing', async () => {
    const event = pushTo('cozy-jobs/deployed', '')
    expect(await runOffline({ text: fileOf('workspace'), bare: root, event, execute: false })).toEqual({
      jobs: []
    })
  })
})

test('a commit that merges a pull request is deployed, and a failure of it ends the build', async () => {
  const project = makeProject(mkdtempSync(join(root, 'single-')), SINGLE)
  project.push('topic', { 'a.txt': 'a' })
  project.git('checkout', '-q', 'main')
  project.git('merge', '-q', '--no-ff', '-m', 'Merge pull request #1', 'topic')
  const merged = project.push('main', {})
  const run = { text: fileOf('single'), bare: project.bare, event: pushTo('main', merged) }
  const { jobs } = await runOffline(run)
  expect(stages(jobs)).toEqual(['test: success', 'deploy: success'])
  expect(project.show('build:a.txt')).toBe('a')
  const failing = project.push('main', {
    'package.json': SINGLE['package.json'].replace('echo ran test', 'exit 3')
  })
  const failed = await runOffline({ ...run, event: pushTo('main', failing) })
  expect(stages(failed.jobs)).toEqual(['test: failure', 'deploy: skipped'])
  expect(failed.jobs[0]?.output).toContain('ran validate')
  expect(project.message('build')).toBe(`Build of ${merged}`)
}, 120_000)

test('a workspace deploys what is affected, and what failed at the push before', async () => {
  const project = makeProject(mkdtempSync(join(root, 'workspace-')), WORKSPACE)
  // Its first stage is that of GitHub, whose test runs it: here the deployment alone.
  const text = fileOf('workspace').replace(
    '- npx --no-install nx affected -t lint,test,build,validate',
    '- echo'
  )
  const push = async (sha: string) => {
    const { jobs } = await runOffline({ text, bare: project.bare, event: pushTo('main', sha) })
    return [jobs[1]?.result, /deploy of: (.*)/.exec(jobs[1]?.output ?? '')?.[1]]
  }
  expect(await push(project.first)).toEqual(['success', 'one two'])
  const broken = project.push('main', { 'apps/one/broken': 'x' })
  expect(await push(broken)).toEqual(['failure', 'one'])
  expect(project.at('cozy-jobs/deployed')).toBe(project.first)
}, 120_000)
