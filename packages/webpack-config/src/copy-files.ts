import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Compiler } from 'webpack'
import webpack from 'webpack'
import type { BuildManifest, Job } from './read-job.js'

const FOLDERS = ['assets', 'public', 'locales', 'templates', 'notifications']

const clean = (path: string): string => posix.normalize(path.replace(/^file:/, '').replace(/^(\.?\/)+/, ''))

const namedFiles = (manifest: BuildManifest): string[] => [
  manifest.icon ?? '',
  manifest.partnership?.icon ?? '',
  ...(manifest.screenshots ?? []),
  ...Object.values(manifest.notifications ?? {}).flatMap(kind => Object.values(kind.templates ?? {}))
]

const routePaths = (manifest: BuildManifest): string[] =>
  Object.values(manifest.routes ?? {}).map(({ folder = '/', index = '' }) =>
    // The root's own files are the sources, so of a route on `/` only the page is taken.
    clean(folder) === '.' ? index : folder
  )

/**
 * The paths of a job, relative to its folder, that go into the build as they are, if they are there: the manifest,
 * what it names (icon, screenshots, notification templates, pages of routes) and the folders of a fixed name.
 */
export const copiedPaths = (job: Pick<Job, 'manifest' | 'manifestFile'>): string[] => {
  const named = [...namedFiles(job.manifest), ...routePaths(job.manifest)]
    .filter(path => typeof path === 'string' && path !== '')
    .map(clean)
    .filter(path => path !== '.' && !path.startsWith('..') && !/^(build|src|node_modules)(\/|$)/.test(path))
  return [...new Set([job.manifestFile, ...named, ...FOLDERS])]
}

const statOf = (path: string) => statSync(path, { throwIfNoEntry: false })

const filesBelow = (folder: string, path: string): string[] =>
  readdirSync(join(folder, path), { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? filesBelow(folder, `${path}/${entry.name}`) : [`${path}/${entry.name}`]
  )

/**
 * Copies the files of a job that are no code, and puts a `package.json` beside them: the bundle is CommonJS, which
 * Node must not take for an ES module when the build is run where it stands.
 */
export class CopyFilesPlugin {
  readonly #folder: string
  readonly #job: () => Job | undefined
  readonly #placeOf: (path: string) => string

  /**
   * @param job asked for at each build, so that a watched one follows what the manifest names
   * @param options `flattens`: what lies in `assets` comes beside the manifest, where cozy-konnector-build puts it and
   *   where an older manifest names it
   */
  constructor(folder: string, job: () => Job | undefined, options: { flattens?: boolean } = {}) {
    this.#folder = folder
    this.#job = job
    this.#placeOf = options.flattens ? path => path.replace(/^assets\//, '') : path => path
  }

  apply(compiler: Compiler): void {
    compiler.hooks.thisCompilation.tap('CopyFiles', compilation => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL
      compilation.hooks.processAssets.tapPromise({ name: 'CopyFiles', stage }, async () => {
        const emit = (path: string, content: Buffer | string): void =>
          // `minimized`: a copied script is nobody's business but its author's.
          compilation.emitAsset(path, new webpack.sources.RawSource(content), {
            minimized: true,
            copied: true
          })
        const copy = (path: string): void => {
          compilation.fileDependencies.add(join(this.#folder, path))
          emit(this.#placeOf(path), readFileSync(join(this.#folder, path)))
        }
        const job = this.#job()
        for (const path of job ? copiedPaths(job) : []) {
          const absolute = join(this.#folder, path)
          const found = statOf(absolute)
          if (!found) compilation.missingDependencies.add(absolute)
          else if (found.isDirectory()) {
            compilation.contextDependencies.add(absolute)
            filesBelow(this.#folder, path).sort().forEach(copy)
          } else copy(path)
        }
        const icon = job?.kind === 'konnector' ? clean(job.manifest.icon ?? '') : ''
        const drawn = icon.endsWith('.svg') ? compilation.getAsset(icon) : undefined
        if (drawn) {
          const { optimizeIcon } = await import('./optimize-icon.js')
          const smaller = optimizeIcon(drawn.source.source().toString())
          compilation.updateAsset(icon, new webpack.sources.RawSource(smaller))
        }
        emit('package.json', `${JSON.stringify({ private: true, type: 'commonjs' }, null, 2)}\n`)
      })
    })
  }
}
