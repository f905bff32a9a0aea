import { existsSync, statSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { buildError } from './errors.js'
import type { Job } from './read-job.js'

/** One program of a job: what is read and what it becomes. */
export interface Entry {
  /** Each service that this file is for; `['konnector']` for a konnector. */
  names: string[]
  /** Its path from the root of the build, as it must stand in `file`. */
  file: string
  /** Its source, absolute. */
  source: string
}

const EXTENSIONS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs']
const SOURCE_FOLDERS = ['src/services', 'src', 'src/targets/services', 'services']

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile()

const belowSourceFolders = (base: string): string[] => SOURCE_FOLDERS.map(folder => posix.join(folder, base))

/**
 * The bases, without extension, at which a source is looked for: the built path first, then the bare name, the folder
 * of `services/NAME/built.js`, the service's own name.
 */
const basesOf = (name: string, file: string): string[] => {
  const built = file.replace(/\.js$/, '')
  const parent = posix.basename(posix.dirname(built))
  const names = [posix.basename(built), ...(['.', 'services'].includes(parent) ? [] : [parent]), name]
  return [...new Set([`src/${built}`, ...names.flatMap(belowSourceFolders), built])]
}

const findSource = (folder: string, bases: readonly string[]): string | undefined =>
  bases
    .flatMap(base => [...EXTENSIONS.map(ext => base + ext), ...EXTENSIONS.map(ext => `${base}/index${ext}`)])
    .map(path => join(folder, path))
    .find(isFile)

const sourceOf = (job: Job, name: string, what: string, bases: readonly string[]): string => {
  const named = job.settings.sources[name]
  const source = named === undefined ? findSource(job.folder, bases) : join(job.folder, named)
  if (source !== undefined && isFile(source)) return source
  throw buildError('sourceMissing', what, named === undefined ? bases.map(base => `${base}.ts`) : [named])
}

const builtPath = (name: string, given: unknown): string => {
  if (typeof given !== 'string' || given === '') throw buildError('fileMissing', name)
  // The stack takes the path with and without a leading slash.
  const file = posix.normalize(given.replace(/^(\.?\/)+/, ''))
  if (file.startsWith('..')) throw buildError('fileOutside', name, given)
  const isSource = /\.[cm]?ts$/.test(file) || /^src\//.test(file)
  if (isSource)
    throw buildError('fileIsSource', name, given, `${basename(file).replace(/\.[cm]?[jt]s$/, '')}.js`)
  return file
}

const serviceEntries = (job: Job): Entry[] => {
  const byFile = new Map<string, Entry>()
  for (const [name, service] of Object.entries(job.manifest.services ?? {})) {
    const file = builtPath(name, service?.file)
    const known = byFile.get(file)
    const source = sourceOf(job, name, `the service ${name}`, basesOf(name, file))
    if (!known) byFile.set(file, { names: [name], file, source })
    else if (known.source === source) known.names.push(name)
    else
      throw buildError(
        'sourceShared',
        file,
        [known.source, source].map(path => path.slice(job.folder.length + 1))
      )
  }
  return [...byFile.values()]
}

/**
 * The programs of a job: one per built file.
 *
 * @throws BuildError `fileMissing`, `fileIsSource`, `fileOutside`, `sourceMissing`, `sourceShared`
 */
export const entriesOf = (job: Job): Entry[] =>
  job.kind === 'webapp'
    ? serviceEntries(job)
    : [
        {
          names: ['konnector'],
          file: 'index.js',
          source: sourceOf(job, 'konnector', 'the konnector', ['src/index', 'index', 'src/konnector'])
        }
      ]
