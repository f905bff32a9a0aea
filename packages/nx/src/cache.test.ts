import { expect, it } from '@jest/globals'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withWorkspace, type Workspace } from './testing/temporary-workspace.js'

const DEPENDENCIES = { '@cozy-jobs/logging': '0.1.0' }
const DEV_DEPENDENCIES = { '@cozy-jobs/cli': '0.1.0', '@cozy-jobs/webpack-config': '0.1.0' }

const job = (name: string, manifest: string) => ({
  [manifest]: '{ "slug": "tiny" }',
  'package.json': JSON.stringify({
    name: `@apps/${name.toLowerCase()}-of-another-name`,
    version: '0.1.0',
    nx: { name },
    dependencies: DEPENDENCIES,
    devDependencies: DEV_DEPENDENCIES
  }),
  'README.md': 'Tiny',
  'fixture.json': '{}',
  src: {
    'index.ts': `import { createLogger } from '@cozy-jobs/logging'\ncreateLogger().info('tiny')\n`,
    'index.test.ts': ''
  }
})

const BUILT = [
  'apps/tinyJob/build/index.js',
  'apps/tinyJob/build/index.js.map',
  'apps/tinyJob/build/manifest.konnector'
]

/** Builds the job where no build is: whether Nx ran the command or took the outputs from its cache. */
const buildAgain = async ({ nx, remove }: Workspace): Promise<'ran' | 'cached'> => {
  remove('apps/tinyJob/build')
  const output = await nx('build', 'tinyJob', '--output-style=static')
  if (!output.includes('Successfully ran target build')) throw new Error(output)
  return /nx run tinyJob:build\s+\[(local cache|existing outputs match)/.test(output) ? 'cached' : 'ran'
}

const append = (text: string) => (content: string) => content + text

it('builds again after a change of what a bundle is made of, and only then', async () => {
  await withWorkspace({ tinyJob: job('tinyJob', 'manifest.konnector') }, async workspace => {
    const { read, edit } = workspace
    expect(await buildAgain(workspace)).toBe('ran')
    const first = BUILT.map(read)
    expect(await buildAgain(workspace)).toBe('cached')
    expect(BUILT.map(read)).toEqual(first)

    edit('apps/tinyJob/README.md', append('!'))
    edit('apps/tinyJob/src/index.test.ts', append('// more'))
    expect(await buildAgain(workspace)).toBe('cached')
    expect(BUILT.map(read)).toEqual(first)

    for (const [path, change] of [
      ['apps/tinyJob/manifest.konnector', append('\n')],
      ['apps/tinyJob/fixture.json', append('\n')],
      ['tsconfig.base.json', append('\n')],
      ['packages/webpack-config/src/index.ts', append('\nexport const changed = true\n')],
      ['packages/logging/src/index.ts', append('\nexport const changed = true\n')],
      ['package-lock.json', changeVersionOfSwc]
    ] as const) {
      edit(path, change)
      expect([path, await buildAgain(workspace)]).toEqual([path, 'ran'])
    }
    expect(await buildAgain(workspace)).toBe('cached')
  })
}, 120_000)

const changeVersionOfSwc = (text: string): string => {
  const lock = JSON.parse(text) as { packages: Record<string, { version: string; integrity?: string }> }
  const swc = lock.packages['node_modules/@swc/core']
  if (!swc) throw new Error('The lock file has no @swc/core')
  swc.version = '1.0.0'
  swc.integrity = 'sha512-AAAA'
  return JSON.stringify(lock, null, 2)
}

it('tells every app of a line in packages/logging, and both manifests of a folder that has two', async () => {
  const apps = {
    firstJob: job('firstJob', 'manifest.konnector'),
    secondJob: job('secondJob', 'manifest.webapp')
  }
  await withWorkspace(apps, async ({ nx, folder }) => {
    const affected = await nx('show', 'projects', '--affected', '--files', 'packages/logging/src/index.ts')
    expect(affected.split('\n')).toEqual(expect.arrayContaining(['firstJob', 'secondJob']))

    writeFileSync(join(folder, 'apps/secondJob/manifest.konnector'), '{}')
    expect(await nx('show', 'projects')).toContain(
      'Failed to infer the project apps/secondJob: it holds both manifest.webapp and manifest.konnector.'
    )
  })
})

it('says what to run where nothing is compiled yet', async () => {
  await withWorkspace({ tinyJob: job('tinyJob', 'manifest.konnector') }, async ({ nx, remove, folder }) => {
    remove('packages/nx/dist')
    expect(existsSync(join(folder, 'packages/nx/plugin.js'))).toBe(true)
    expect(await nx('show', 'projects')).toContain(
      'Failed to load the Nx plugin: @cozy-jobs/nx is not compiled. Run npm run build.'
    )
  })
})
