import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { CI_DEFAULTS, continuousIntegrationFiles } from '@cozy-jobs/deploy/continuous-integration'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pullRequest, pushOfTag, pushTo } from '../repository/events.mjs'
import { makeProject } from '../testing/sample-project.mjs'
import { SINGLE, WORKSPACE } from '../testing/stand-in-scripts.mjs'
import { runWorkflow } from './run-workflow.mjs'

/** The package manager asks nobody about what it installs. */
const OFFLINE = { npm_config_offline: 'true', npm_config_audit: 'false', npm_config_update_notifier: 'false' }
const runOffline = (run: Parameters<typeof runWorkflow>[0]) => runWorkflow({ machine: OFFLINE, ...run })

const root = mkdtempSync(join(tmpdir(), 'workflow-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const workflowOf = (layout: 'single' | 'workspace'): string =>
  continuousIntegrationFiles({ ...CI_DEFAULTS, layout })['.github/workflows/ci.yml'] ?? ''

const results = (jobs: Record<string, { result: string }>): string[] =>
  Object.entries(jobs).map(([id, { result }]) => `${id}: ${result}`)

describe('a job in its own repository', () => {
  const text = workflowOf('single')
  let project: ReturnType<typeof makeProject>
  beforeAll(() => {
    project = makeProject(mkdtempSync(join(root, 'single-')), SINGLE)
  })

  test('a push to the main branch is tried without a token, then deployed with one', async () => {
    const { jobs } = await runOffline({ text, bare: project.bare, event: pushTo('main', project.first) })
    expect(results(jobs)).toEqual(['build: success', 'deploy: success', 'publish: skipped'])
    expect(jobs['build']?.contents).toBe('read')
    expect(jobs['build']?.steps.flatMap(step => step.secrets ?? [])).toEqual([])
    expect(jobs['build']?.steps.map(step => step.output ?? '').join('')).toMatch(
      /ran lint[^]*ran test[^]*ran build[^]*ran validate/
    )
    const steps = jobs['deploy']?.steps ?? []
    expect(steps.find(step => step.name === 'npm run build')).toMatchObject({ outcome: 'success' })
    const holders = steps.filter(step => (step.secrets ?? []).length > 0)
    expect(holders).toEqual([
      expect.objectContaining({
        name: 'npm run deploy -- --no-build',
        secrets: ['GITHUB_TOKEN'],
        outcome: 'success'
      })
    ])
    expect(project.show('build:package.json')).toBe(SINGLE['package.json'])
    expect(project.message('build')).toBe(`Build of ${project.first}`)
  }, 120_000)

  test('the same steps without the right to write do not get it past the server', async () => {
    const branch = project.push('main', { 'a.txt': 'a' })
    const before = project.at('build')
    const { jobs } = await runOffline({
      text: text.replace('contents: write', 'contents: read'),
      bare: project.bare,
      event: pushTo('main', branch),
      assume: ['build']
    })
    expect(results(jobs)).toEqual(['build: success', 'deploy: failure', 'publish: skipped'])
    expect(project.at('build')).toBe(before)
  }, 120_000)

  test('a tag beside the main branch is refused, and one on it is deployed', async () => {
    const aside = project.push('aside', { 'aside.txt': 'a' })
    project.tag('2.0.0', aside)
    const run = { text, bare: project.bare, assume: ['build'] }
    const { jobs } = await runOffline({ ...run, event: pushOfTag('2.0.0', aside) })
    expect(results(jobs)).toEqual(['build: success', 'deploy: failure', 'publish: skipped'])
    expect(jobs['deploy']?.steps[1]?.output).toContain('this commit is not on the branch main')
    project.tag('1.0.0', project.first)
    const released = await runOffline({ ...run, event: pushOfTag('1.0.0', project.first) })
    expect(results(released.jobs)).toEqual(['build: success', 'deploy: success', 'publish: skipped'])
  }, 120_000)

  test('the pull request of a fork is tried, sees no token and deploys nothing', async () => {
    const before = project.at('build')
    const sha = project.at('aside') ?? ''
    const { jobs } = await runOffline({
      text,
      bare: project.bare,
      event: pullRequest({ base: 'main', head: 'main', sha, fork: true }),
      vars: { COZY_REGISTRY: 'https://registry.example/' },
      secrets: { REGISTRY_TOKEN: 'not-to-be-seen' }
    })
    expect(results(jobs)).toEqual(['build: success', 'deploy: skipped', 'publish: skipped'])
    expect(jobs['deploy']?.contents).toBe('read')
    expect(jobs['build']?.steps.flatMap(step => step.secrets ?? [])).toEqual([])
    expect(project.at('build')).toBe(before)
  }, 120_000)

  test('a push to another branch deploys nothing', async () => {
    const event = pushTo('aside', project.first)
    const { jobs } = await runOffline({ text, bare: project.bare, event, execute: false })
    expect(results(jobs)).toEqual(['build: success', 'deploy: skipped', 'publish: skipped'])
  })

  test('a build branch starts no run', async () => {
    const event = pushTo('build', project.first)
    expect(await runOffline({ text, bare: project.bare, event, execute: false })).toEqual({
      triggered: false,
      jobs: {}
    })
  })
})

test('a job asks all that it waits for, through others too, as GitHub does', async () => {
  const { bare, first } = makeProject(mkdtempSync(join(root, 'needs-')), { 'a.txt': '' })
  const text = `
on: push
jobs:
  rests: { if: false, steps: [] }
  fails: { steps: [{ run: 'exit 1' }] }
  goes-on: { needs: rests, if: always(), steps: [] }
  after-rest: { needs: goes-on, steps: [] }
  left-out: { needs: fails, steps: [] }
  mends: { needs: left-out, if: failure(), steps: [] }
`
  const { jobs } = await runWorkflow({ text, bare, event: pushTo('main', first) })
  expect(results(jobs)).toEqual([
    'rests: skipped',
    'fails: failure',
    'goes-on: success',
    'after-rest: skipped',
    'left-out: skipped',
    'mends: success'
  ])
})

test('the token of a run goes by two names', async () => {
  const { bare, first } = makeProject(mkdtempSync(join(root, 'token-')), { 'a.txt': '' })
  const text = `
on: push
jobs:
  one: { steps: [{ run: 'true', env: { A: '\${{ secrets.GITHUB_TOKEN }}', B: '\${{ github.token }}' } }] }
`
  const { jobs } = await runWorkflow({ text, bare, event: pushTo('main', first) })
  expect(jobs['one']?.steps[0]?.secrets).toEqual(['A', 'B'])
})

describe('a workspace', () => {
  const text = workflowOf('workspace')

  test('deploys what is affected, and what failed at the push before', async () => {
    const project = makeProject(mkdtempSync(join(root, 'workspace-')), WORKSPACE)
    const push = async (sha: string) => {
      const event = pushTo('main', sha)
      const { jobs } = await runOffline({ text, bare: project.bare, event, assume: ['build'] })
      const output = jobs['deploy']?.steps.map(step => step.output ?? '').join('') ?? ''
      return { result: jobs['deploy']?.result, of: /deploy of: (.*)/.exec(output)?.[1] }
    }
    expect(await push(project.first)).toEqual({ result: 'success', of: 'one two' })
    expect(project.at('cozy-jobs/deployed')).toBe(project.first)
    const broken = project.push('main', { 'apps/one/broken': 'x' })
    expect(await push(broken)).toEqual({ result: 'failure', of: 'one' })
    expect(project.at('cozy-jobs/deployed')).toBe(project.first)
    project.git('rm', '-q', 'apps/one/broken')
    project.push('main', { 'apps/one/index.js': 'mended' })
    const other = project.push('main', { 'apps/two/index.js': 'new' })
    expect(await push(other)).toEqual({ result: 'success', of: 'one two' })
    expect(project.show('build-one:index.js')).toBe('mended')
    expect(project.at('cozy-jobs/deployed')).toBe(other)
    // The run of an older commit, started once more by hand.
    expect(await push(project.first)).toEqual({ result: 'success', of: '' })
    expect(project.at('cozy-jobs/deployed')).toBe(other)
    expect(project.show('build-one:index.js')).toBe('mended')
  }, 120_000)
})
