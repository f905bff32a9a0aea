import { MANIFEST_FILES, type ManifestKind } from '@cozy-jobs/manifest'
import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { ERRORS } from '../../errors.js'
import { readJobManifest, type JobManifest } from '../../job/job-manifest.js'

/** A built file with the manifest that it belongs to. */
export interface BuiltJob {
  /** Absolute. */
  file: string
  kind: ManifestKind
  manifest: JobManifest
  /** The folder of the manifest. */
  folder: string
  slug: string
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** Finds both, or says in one message what is wrong: a file that is absent, a source, no manifest. */
export function locate(cwd: string, built: string, manifestOption: string | undefined): BuiltJob {
  const file = resolve(cwd, built)
  const path =
    manifestOption === undefined ? nearestManifest(dirname(file), cwd) : resolve(cwd, manifestOption)
  if (manifestOption !== undefined && !isFile(path ?? '')) {
    throw ERRORS.noSuchFile(
      `run ${built}`,
      `there is no manifest ${manifestOption}`,
      'Give its path with -m.'
    )
  }
  if (path === undefined) {
    throw ERRORS.noSuchFile(`run ${built}`, 'no manifest is above it, nor here', 'Give its path with -m.')
  }
  const manifest = readJobManifest(path)
  const kind: ManifestKind = path.endsWith(MANIFEST_FILES.konnector) ? 'konnector' : 'webapp'
  const folder = basename(dirname(path)) === 'build' ? dirname(dirname(path)) : dirname(path)
  refuseSource(built, file, { cwd, kind, manifest, folder })
  if (!isFile(file)) {
    throw ERRORS.noSuchFile(
      `run ${built}`,
      'there is no such file',
      'Build it with "cozy-jobs build", or look for a typo.'
    )
  }
  return { file, kind, manifest, folder, slug: manifest.slug ?? basename(folder).toLowerCase() }
}

function nearestManifest(start: string, cwd: string): string | undefined {
  const folders = [start]
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) folders.push(dirname(folder))
  return [...folders, cwd]
    .flatMap(folder => Object.values(MANIFEST_FILES).map(name => join(folder, name)))
    .find(isFile)
}

/** A source runs nowhere: not compiled, and without what it imports. */
function refuseSource(
  built: string,
  file: string,
  { cwd, kind, manifest, folder }: Omit<BuiltJob, 'file' | 'slug'> & { cwd: string }
): void {
  const inFolder = relative(folder, file).split(/[\\/]/)
  const isSource = /\.([cm]?ts|tsx|jsx)$/.test(file) || inFolder[0] === 'src'
  if (!isSource) return
  const name = basename(file).replace(/\.[^.]+$/, '')
  const proposed = kind === 'konnector' ? 'index.js' : (builtFileOf(manifest, name) ?? `${name}.js`)
  const shown = join(relative(cwd, folder), 'build', proposed)
  const todo = existsSync(join(folder, 'build', proposed))
    ? `Give ${shown} instead.`
    : `Give ${shown} instead, once "cozy-jobs build" has made it.`
  throw ERRORS.noSuchFile(`run ${built}`, 'it is a source', todo)
}

const builtFileOf = ({ services = {} }: JobManifest, name: string): string | undefined =>
  Object.entries(services)
    .find(([service, { file }]) => service === name || (file && basename(file, '.js') === name))?.[1]
    .file?.replace(/^\/+/, '')
