import { describe, expect, it } from '@jest/globals'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.js'
import { describeBuild } from './build-report.js'
import { runBundle, withDocumentServer } from './testing/run-bundle.js'
import { webappWith, withJob } from './testing/temporary-job.js'

const OPERATION = { _id: 'o1', _type: 'io.cozy.bank.operations', _rev: '1-a', label: 'Bakery' }

const ASK = `
const client = CozyClient.fromEnv(process.env, { schema: { operations: { doctype: 'io.cozy.bank.operations' } } })
client.query(Q('io.cozy.bank.operations').getById('o1')).then(({ data }) => console.log(data.label))
`
const IMPORT = `import CozyClient, { Q } from 'cozy-client'\n`

// The lines of the documentation, in each way in which people write them.
const SOURCES: Record<string, string> = {
  native: IMPORT + ASK,
  commonjs: `const CozyClient = require('cozy-client').default\nconst { Q } = require('cozy-client')\n${ASK}`,
  nodeDefault: `import imported, { Q } from 'cozy-client'\nconst CozyClient = imported.default ?? imported\n${ASK}`,
  fetchDefault: `${IMPORT}global.fetch = require('node-fetch').default\n${ASK}`,
  fetchRequired: `${IMPORT}global.fetch = require('node-fetch')\n${ASK}`,
  fetchImported: `${IMPORT}import fetch from 'node-fetch'\nglobal.fetch = fetch\n${ASK}`
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()

const contentOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    filesBelow(folder).map(path => [path.slice(folder.length), readFileSync(path, 'latin1')])
  )

describe('build', () => {
  it.each([
    ['module', Object.keys(SOURCES)],
    ['commonjs', ['native', 'fetchDefault']]
  ])(
    'makes bundles of plain cozy-client, with and without node-fetch, that Node runs (package type %s)',
    async (type, names) => {
      const tree = {
        'manifest.webapp': webappWith(Object.fromEntries(names.map(name => [name, `${name}.js`]))),
        'package.json': JSON.stringify({ name: 'sample', type }),
        src: Object.fromEntries(names.map(name => [`${name}.js`, SOURCES[name] ?? '']))
      }
      await withJob(tree, folder =>
        withDocumentServer(OPERATION, async (url, requests) => {
          const report = await build(folder)
          expect(report.warnings).toEqual([])
          const env = { COZY_URL: url, COZY_CREDENTIALS: 'token' }
          const ends = await Promise.all(
            names.map(name => runBundle(join(folder, 'build', `${name}.js`), env))
          )
          expect(ends).toEqual(names.map(() => ({ stdout: 'Bakery\n', stderr: '', code: 0 })))
          expect(new Set(requests.map(({ url, headers }) => `${url} ${headers.authorization}`))).toEqual(
            new Set(['/data/io.cozy.bank.operations/o1 Bearer token'])
          )
          for (const { bytes } of report.files) expect(bytes).toBeLessThan(1_050_000)
        })
      )
    },
    60_000
  )

  it('writes the same bytes in another folder, and no path of this machine', async () => {
    const tree = {
      'manifest.webapp': webappWith({ x: 'services/x.js' }),
      src: { 'x.ts': `${SOURCES['native']}\nexport const here: string = import.meta.url` }
    }
    const once = () =>
      withJob(tree, async folder => {
        await build(folder)
        const content = contentOf(join(folder, 'build'))
        for (const text of Object.values(content)) {
          expect(text).not.toContain(folder)
          expect(text).not.toContain(process.cwd())
        }
        return content
      })
    const first = await once()
    expect(Object.keys(first)).toEqual([
      '/manifest.webapp',
      '/package.json',
      '/services/x.js',
      '/services/x.js.map'
    ])
    expect(await once()).toEqual(first)
  })

  it('names the sources in the source map, relative to the job', async () => {
    const tree = {
      'manifest.konnector': '{}',
      src: {
        'index.ts': `import { a } from './a.js'\nconsole.log(a)`,
        'a.ts': 'export const a: number = Date.now()'
      }
    }
    await withJob(tree, async folder => {
      await build(folder)
      const map = JSON.parse(readFileSync(join(folder, 'build/index.js.map'), 'utf8'))
      expect(map.sources).toEqual(expect.arrayContaining(['webpack:///src/a.ts', 'webpack:///src/index.ts']))
      expect(map.sourcesContent.join()).toContain('export const a: number')
    })
  })

  it('leaves NODE_ENV of the job to the moment when it runs', async () => {
    const tree = { 'manifest.konnector': '{}', src: { 'index.ts': 'console.log(process.env.NODE_ENV)' } }
    await withJob(tree, async folder => {
      await build(folder)
      const { stdout } = await runBundle(join(folder, 'build/index.js'), { NODE_ENV: 'standalone' })
      expect(stdout).toBe('standalone\n')
    })
  })

  it('puts what is imported dynamically into the one file', async () => {
    const tree = {
      'manifest.konnector': '{}',
      src: {
        'index.ts': `void import('./later.js').then(({ text }) => console.log(text))`,
        'later.ts': `export const text = 'later'`
      }
    }
    await withJob(tree, async folder => {
      await build(folder)
      expect(await runBundle(join(folder, 'build/index.js'))).toMatchObject({ stdout: 'later\n' })
      expect(filesBelow(join(folder, 'build')).filter(path => path.endsWith('.js'))).toHaveLength(1)
    })
  })

  it('finds what the web apps of Cozy import from their src folder by its bare path', () =>
    withJob(
      {
        'manifest.webapp': webappWith({ onOperationCreate: 'services/onOperationCreate.js' }),
        src: {
          targets: {
            services: { 'onOperationCreate.js': `import { name } from 'ducks/name'\nconsole.log(name)` }
          },
          ducks: { 'name.js': `export const name = 'duck'` }
        }
      },
      async folder => {
        const { files } = await build(folder)
        expect(files).toMatchObject([
          { file: 'services/onOperationCreate.js', source: 'src/targets/services/onOperationCreate.js' }
        ])
        expect(await runBundle(join(folder, 'build/services/onOperationCreate.js'))).toMatchObject({
          stdout: 'duck\n'
        })
      }
    ))

  it.each([
    ['absent/deep/file', 'absent'],
    ['@scope/absent/file', '@scope/absent']
  ])('names the package to install for %s', (request, name) =>
    withJob({ 'manifest.konnector': '{}', src: { 'index.ts': `import '${request}'` } }, async folder => {
      await expect(build(folder)).rejects.toThrow(
        `imports ${request}, which is not installed. Install it (npm install ${name}), or correct its name.`
      )
    })
  )

  it('reports the path that belongs into "file"', async () => {
    const tree = {
      'manifest.webapp': webappWith({ x: '/services/x.js' }),
      src: { services: { 'x.ts': 'console.log(1)' } }
    }
    await withJob(tree, async folder => {
      const report = await build(folder, { minimizer: 'terser' })
      expect(describeBuild({ ...report, duration: 1234 })).toBe(
        `Built sample in 1.2 s\n  x  "file": "services/x.js"  0.0 kB  from src/services/x.ts`
      )
    })
  })

  it('tells every problem of a build at once, and keeps the last good one', async () => {
    const tree = {
      'manifest.webapp': webappWith({ a: 'a.js', b: 'b.js', c: 'c.js' }),
      src: {
        'a.ts': `import './nowhere.js'`,
        'b.ts': `import 'not-installed-anywhere'`,
        'c.ts': 'const = 3'
      },
      build: { 'a.js': 'the last good one' }
    }
    await withJob(tree, async folder => {
      const message = await build(folder).then(String, (error: Error) => error.message)
      expect(message).toContain('Failed to build sample: 3 problems.')
      expect(message).toContain('- src/a.ts:1:1 imports ./nowhere.js, and there is no such file.')
      expect(message).toContain(
        '- src/b.ts:1:1 imports not-installed-anywhere, which is not installed. Install it (npm install not-installed-anywhere)'
      )
      expect(message).toMatch(/- src\/c\.ts: .*[Ee]xpected/s)
      expect(message).not.toContain(folder)
      expect(statSync(join(folder, 'build/a.js')).size).toBe('the last good one'.length)
    })
  })
})
