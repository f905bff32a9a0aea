import { describe, expect, it } from '@jest/globals'
import fixturify, { type DirJSON } from 'fixturify'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type BuildOptions } from '../build.js'
import { BuildError } from '../errors.js'
import { runBundle } from '../testing/run-bundle.js'
import { watch } from '../watch.js'
import { cacheFolder } from './cache-folder.js'

const TREE: DirJSON = {
  'package-lock.json': '{}',
  jobs: {
    one: {
      'package.json': '{ "name": "one" }',
      'manifest.konnector': '{ "slug": "one" }',
      assets: { 'note.txt': 'first' },
      src: {
        'index.ts': `import { a } from './a.js'
import { b } from 'thing'
declare const __WEBPACK_PROVIDED_MANIFEST__: { slug: string }
console.log(a, b, __WEBPACK_PROVIDED_MANIFEST__.slug)`,
        'a.ts': `export const a: string = 'a1'`
      }
    }
  },
  node_modules: {
    thing: { 'package.json': '{ "name": "thing", "version": "1.0.0" }', 'index.js': `exports.b = 'b1'` }
  }
}

interface Workspace {
  root: string
  job: string
  write: (path: string, text: string) => void
  /** Builds the job and runs it. */
  output: (options?: BuildOptions) => Promise<string>
  /** Every file of the build: path → content. */
  built: () => DirJSON
}

const withWorkspace = async (use: (workspace: Workspace) => Promise<void>): Promise<void> => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cozy-jobs-cache-')))
  const job = join(root, 'jobs/one')
  try {
    fixturify.writeSync(root, TREE)
    await use({
      root,
      job,
      write: (path, text) => writeFileSync(join(root, path), text),
      output: async options => {
        await build(job, options)
        return (await runBundle(join(job, 'build/index.js'))).stdout.trim()
      },
      built: () => fixturify.readSync(join(job, 'build'))
    })
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const cacheFiles = (root: string): string[] => {
  const folder = join(root, 'node_modules/.cache/cozy-jobs')
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

describe('a build with a cache', () => {
  it('gives the same bytes the second time, and keeps nothing outside of node_modules', () =>
    withWorkspace(async ({ root, job, output, built }) => {
      expect(await output()).toBe('a1 b1 one')
      const first = built()
      expect(Object.keys(first)).toEqual([
        'assets',
        'index.js',
        'index.js.map',
        'manifest.konnector',
        'package.json'
      ])
      expect(cacheFiles(root)).not.toEqual([])
      expect(await output()).toBe('a1 b1 one')
      expect(built()).toEqual(first)
      expect(readdirSync(job).sort()).toEqual([
        'assets',
        'build',
        'manifest.konnector',
        'package.json',
        'src'
      ])
      expect(readdirSync(root).sort()).toEqual(['jobs', 'node_modules', 'package-lock.json'])

      rmSync(join(root, 'node_modules/.cache'), { recursive: true })
      await output()
      expect(built()).toEqual(first)
    }))

  it('sees what has changed: source, manifest, asset, package, settings, mode', () =>
    withWorkspace(async ({ job, write, output, built }) => {
      const bundle = () => readFileSync(join(job, 'build/index.js'), 'utf8')
      expect(await output()).toBe('a1 b1 one')
      // As long as before, and at once: neither size nor time tells it.
      write('jobs/one/src/a.ts', `export const a: string = 'a2'`)
      expect(await output()).toBe('a2 b1 one')
      write('jobs/one/manifest.konnector', '{ "slug": "two" }')
      expect(await output()).toBe('a2 b1 two')
      // Patched where it is installed, under the same version.
      write('node_modules/thing/index.js', `exports.b = 'b2'`)
      expect(await output()).toBe('a2 b2 two')
      write('jobs/one/assets/note.txt', 'other')
      await output()
      expect(built()['assets']).toEqual({ 'note.txt': 'other' })
      write('jobs/one/src/other.ts', `console.log('other')`)
      write('jobs/one/package.json', '{ "cozyJobs": { "sources": { "konnector": "src/other.ts" } } }')
      expect(await output()).toBe('other')
      const small = bundle()
      await output({ mode: 'development' })
      expect(bundle().length).toBeGreaterThan(small.length)
      await output()
      expect(bundle()).toBe(small)
    }))

  it('is kept by a watch too, which sees what has changed while nobody watched', () =>
    withWorkspace(async ({ root, job, write }) => {
      // Each of the outputs is awaited, before the change that leads to the next one.
      const watched = async (outputs: string[], change?: () => void): Promise<void> => {
        let wake = (): void => undefined
        const failed: string[] = []
        const watching = watch(job, { onBuild: () => wake(), onError: error => failed.push(error.message) })
        try {
          for (const [index, output] of outputs.entries()) {
            if (index > 0) change?.()
            for (let said = ''; said !== output;) {
              await new Promise<void>(resolve => (wake = resolve))
              said = (await runBundle(join(job, 'build/index.js'))).stdout.trim()
            }
          }
        } finally {
          await watching.close()
        }
        expect(failed).toEqual([])
      }
      const edit = (text: string) => write('jobs/one/src/a.ts', `export const a: string = '${text}'`)
      await watched(['a1 b1 one', 'a2 b1 one'], () => edit('a2'))
      expect(cacheFiles(root)).not.toEqual([])
      edit('a3')
      await watched(['a3 b1 one'])
      write('node_modules/thing/index.js', `exports.b = 'b2'`)
      await watched(['a3 b2 one', 'a4 b2 one'], () => edit('a4'))
    }))

  it('refuses again what it has refused, and what a cached module uses', () =>
    withWorkspace(async ({ job, write }) => {
      write('jobs/one/src/a.ts', `export const a: string = document.title`)
      for (const _ of [1, 2]) {
        await expect(build(job)).rejects.toThrow('src/a.ts:1:26 uses `document`, which only a browser has')
      }
      write('jobs/one/package.json', '{ "cozyJobs": { "allow": ["src/a.ts"] } }')
      await build(job)
      write('jobs/one/package.json', '{}')
      await expect(build(job)).rejects.toThrow(BuildError)
    }))

  it('takes no harm from a cache that is broken', () =>
    withWorkspace(async ({ root, output, built }) => {
      await output()
      const first = built()
      for (const broken of [Buffer.alloc(0), Buffer.from('nonsense'), Buffer.alloc(100_000, 7)]) {
        const files = cacheFiles(root)
        expect(files.length).toBeGreaterThan(0)
        for (const file of files) writeFileSync(file, broken)
        expect(await output()).toBe('a1 b1 one')
        expect(built()).toEqual(first)
      }
      for (const file of cacheFiles(root)) writeFileSync(file, readFileSync(file).subarray(0, 2000))
      expect(await output()).toBe('a1 b1 one')
      expect(built()).toEqual(first)
    }))
})

describe('where the cache is', () => {
  it('is the nearest node_modules', () =>
    withWorkspace(async ({ root, job }) => {
      expect(cacheFolder(job)).toBe(join(root, 'node_modules/.cache/cozy-jobs'))
      fixturify.writeSync(job, { node_modules: {} })
      expect(cacheFolder(job)).toBe(join(job, 'node_modules/.cache/cozy-jobs'))
    }))

  it('is nowhere where node_modules is a link, or what stands in the way is a file', () =>
    withWorkspace(async ({ root, job, output, write }) => {
      symlinkSync(join(root, 'node_modules'), join(job, 'node_modules'))
      expect(cacheFolder(job)).toBeUndefined()
      expect(await output()).toBe('a1 b1 one')
      rmSync(join(job, 'node_modules'))
      write('node_modules/.cache', 'a file')
      expect(cacheFolder(job)).toBeUndefined()
      expect(await output()).toBe('a1 b1 one')
    }))

  it('is left alone where it cannot be written any more', () =>
    withWorkspace(async ({ root, output }) => {
      await output()
      const folder = join(root, 'node_modules/.cache/cozy-jobs')
      chmodSync(folder, 0o500)
      try {
        expect(await output()).toBe('a1 b1 one')
      } finally {
        chmodSync(folder, 0o700)
      }
    }))
})
