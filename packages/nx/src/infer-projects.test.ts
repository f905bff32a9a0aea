import { describe, expect, it } from '@jest/globals'
import fixturify, { type DirJSON } from 'fixturify'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inferProjects, type PluginOptions } from './infer-projects.js'

const WEBAPP = 'apps/onOperationCreate/manifest.webapp'

/** The projects by root that the plugin infers from these manifests in a workspace with this tree. */
const infer = (files: string[], tree: DirJSON = {}, options: PluginOptions = {}) => {
  const workspaceRoot = mkdtempSync(join(tmpdir(), 'cozy-jobs-nx-'))
  try {
    fixturify.writeSync(workspaceRoot, tree)
    const context = { workspaceRoot, nxJsonConfiguration: { namedInputs: { production: [] } } }
    const nodes = inferProjects(files, options, context)
    return Object.fromEntries(nodes.flatMap(([, { projects = {} }]) => Object.entries(projects)))
  } finally {
    rmSync(workspaceRoot, { recursive: true })
  }
}

const inPackage = (content: object): DirJSON => ({
  apps: { onOperationCreate: { 'package.json': JSON.stringify(content) } }
})

describe('inferProjects', () => {
  it('names a project after its folder and tags its kind', () => {
    expect(infer([WEBAPP, 'apps/bills/manifest.konnector'])).toMatchObject({
      'apps/onOperationCreate': { name: 'onOperationCreate', tags: ['cozy-job', 'kind:webapp'] },
      'apps/bills': { name: 'bills', tags: ['cozy-job', 'kind:konnector'] }
    })
  })

  it('gives it the targets of a job, each the command of that name in its folder', () => {
    const { targets = {} } = infer([WEBAPP])['apps/onOperationCreate'] ?? {}
    expect(Object.keys(targets)).toEqual([
      'build',
      'watch',
      'standalone',
      'dev',
      'start',
      'validate',
      'deploy',
      'test',
      'lint'
    ])
    for (const [name, target] of Object.entries(targets)) {
      expect(target).toMatchObject({
        executor: 'nx:run-commands',
        options: {
          command: name === 'deploy' ? 'cozy-jobs deploy --no-build' : `cozy-jobs ${name}`,
          cwd: '{projectRoot}'
        }
      })
    }
  })

  it('caches what gives the same again, and nothing else', () => {
    const { targets = {} } = infer([WEBAPP])['apps/onOperationCreate'] ?? {}
    const cached = Object.keys(targets).filter(name => targets[name]?.cache)
    expect(cached).toEqual(['build', 'validate', 'test', 'lint'])
    expect(targets['build']?.outputs).toEqual(['{projectRoot}/build'])
    expect(targets['watch']?.continuous).toBe(true)
  })

  it('builds first what a job imports, or what nx.json names', () => {
    const dependsOn = [{ projects: ['compile'], target: 'build' }]
    expect(infer([WEBAPP])['apps/onOperationCreate']?.targets?.['build']?.dependsOn).toEqual(['^build'])
    expect(
      infer([WEBAPP], {}, { dependsOn })['apps/onOperationCreate']?.targets?.['build']?.dependsOn
    ).toEqual(dependsOn)
  })

  it('runs a script of package.json as Nx itself does, so that both descriptions of the target merge', () => {
    const { targets = {} } =
      infer([WEBAPP], inPackage({ scripts: { build: 'cozy-jobs build' } }))['apps/onOperationCreate'] ?? {}
    expect(targets['build']).toMatchObject({
      executor: 'nx:run-script',
      options: { script: 'build' },
      cache: true
    })
    expect(targets['test']).toMatchObject({ executor: 'nx:run-commands' })
  })

  it('leaves out the scripts that package.json keeps from Nx', () => {
    const { targets = {} } =
      infer([WEBAPP], inPackage({ scripts: { build: 'x' }, nx: { includedScripts: [] } }))[
        'apps/onOperationCreate'
      ] ?? {}
    expect(targets['build']).toMatchObject({ executor: 'nx:run-commands' })
  })

  it('takes only installed packages as inputs, for Nx refuses others', () => {
    const tree = { node_modules: { webpack: { 'package.json': '{}' } } }
    const inputsIn = (files: DirJSON) =>
      infer([WEBAPP], files)['apps/onOperationCreate']?.targets?.['build']?.inputs
    const external = { externalDependencies: ['webpack'] }
    expect(inputsIn({ ...tree, 'package-lock.json': '{}' })).toContainEqual(external)
    // It has their versions from a lock file.
    expect(inputsIn(tree)).not.toContainEqual(external)
  })

  it('names both manifests of a folder that has two', () => {
    expect(() => infer(['apps/both/manifest.konnector', 'apps/both/manifest.webapp'])).toThrow(
      'Failed to infer the project apps/both: it holds both manifest.webapp and manifest.konnector. Keep one of them: a folder is either a web app or a konnector.'
    )
  })

  it.each(['apps/a/build/manifest.webapp', 'node_modules/a/manifest.webapp', 'dist/manifest.konnector'])(
    'takes no notice of %s',
    file => {
      expect(infer([file])).toEqual({})
    }
  )

  it('takes the job that a workspace is as a whole', () => {
    expect(infer(['manifest.webapp'])['.']).toMatchObject({ name: expect.stringMatching(/^cozy-jobs-nx-/) })
  })

  it('says which package.json cannot be read', () => {
    expect(() => infer([WEBAPP], { apps: { onOperationCreate: { 'package.json': '{' } } })).toThrow(
      /^Failed to read apps\/onOperationCreate\/package\.json: /
    )
  })
})
