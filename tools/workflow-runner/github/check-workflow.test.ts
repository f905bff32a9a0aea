import { afterAll, describe, expect, test } from '@jest/globals'
import {
  CI_DEFAULTS,
  continuousIntegrationFiles,
  type CiProject
} from '@cozy-jobs/deploy/continuous-integration'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { workflowProblems } from './check-workflow.mjs'

const folder = mkdtempSync(join(tmpdir(), 'workflows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PROJECTS: CiProject[] = (['single', 'workspace'] as const).flatMap(layout =>
  (['npm', 'yarn'] as const).flatMap(packageManager =>
    [['22'], ['20.19', '24']].flatMap(node =>
      [true, false].map(publish => ({ ...CI_DEFAULTS, layout, packageManager, node, publish }))
    )
  )
)
const workflowOf = (project: CiProject): string =>
  continuousIntegrationFiles(project)['.github/workflows/ci.yml'] ?? ''

describe("GitHub's own parser", () => {
  test.each(PROJECTS)('takes $layout, $packageManager, Node $node, publish $publish', async project => {
    expect(await workflowProblems(workflowOf(project))).toEqual([])
  })

  const committed = join(import.meta.dirname, '../../../.github/workflows')
  test.each(readdirSync(committed))('takes %s of this repository', async name => {
    expect(await workflowProblems(readFileSync(join(committed, name), 'utf8'))).toEqual([])
  })

  test.each([
    ['an unknown key', 'runs-on', 'runs-an', "Unexpected value 'runs-an'"],
    ['an unknown context', 'github.event_name', 'gthub.event_name', "Unrecognized named-value: 'gthub'"],
    ['secrets where they are not known', 'vars.COZY_REGISTRY', 'secrets.COZY_REGISTRY', 'secrets'],
    ['a job that needs none that is there', 'needs: build', 'needs: buld', 'buld'],
    ['an unknown right', 'contents: write', 'contents: wriite', 'wriite']
  ])('refuses %s', async (_what, right, wrong, problem) => {
    expect((await workflowProblems(workflowOf(CI_DEFAULTS).replace(right, wrong))).join()).toContain(problem)
  })
})

const actionlint = process.env['ACTIONLINT_PATH'] || 'actionlint'
const isThere = spawnSync(actionlint, ['-version']).status === 0

// A program in Go that no package brings along: continuous integration has it, other machines may.
describe('actionlint', () => {
  const testWhereThere = isThere ? test : test.skip
  testWhereThere('takes every workflow', () => {
    PROJECTS.forEach((project, index) => writeFileSync(join(folder, `${index}.yml`), workflowOf(project)))
    const files = readdirSync(folder).map(name => join(folder, name))
    expect(execFileSync(actionlint, ['-no-color', ...files], { encoding: 'utf8' })).toBe('')
  })
})
