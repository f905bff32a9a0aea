import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { checkManifest } from './check-manifest.js'
import { failure } from './errors.js'
import { parseObject, withDefaults } from './parse-manifest.js'
import type { Problem } from './problems/problem.js'
import { MANIFEST_FILES, type ManifestKind, type ManifestOf } from './types.js'

/** Where a manifest is, and of which kind. */
export interface FoundManifest {
  kind: ManifestKind
  file: string
}

interface Read<K extends ManifestKind> {
  kind: K
  file: string
  /** Undefined where the file holds no JSON object. With errors among the problems, its types are not sure. */
  manifest: ManifestOf<K> | undefined
  problems: Problem[]
}

/** A manifest that was read: `kind` tells which type `manifest` has. */
export type ReadManifest = Read<'webapp'> | Read<'konnector'>

const KINDS: readonly ManifestKind[] = ['webapp', 'konnector']

const kindOfFile = (file: string): ManifestKind =>
  KINDS.find(kind => basename(file).endsWith(`.${kind}`)) ??
  (parseObject(readFileSync(file, 'utf8'))?.type === 'konnector' ? 'konnector' : 'webapp')

/**
 * The manifest of a folder, or the file itself where one is named.
 *
 * @throws ManifestError where there is none, or both kinds in one folder
 */
export const findManifest = (place: string): FoundManifest => {
  if (existsSync(place) && statSync(place).isFile()) return { kind: kindOfFile(place), file: place }
  const found = KINDS.filter(kind => existsSync(join(place, MANIFEST_FILES[kind])))
  const kind = found[0]
  if (!kind) throw failure('manifest-absent', place)
  if (found.length > 1) throw failure('manifest-ambiguous', place)
  return { kind, file: join(place, MANIFEST_FILES[kind]) }
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw failure('manifest-unreadable', file, (error as Error).message)
  }
}

/**
 * Finds, reads and checks the manifest of a folder (or the file itself where one is named). The files that it names
 * are looked for in `build`: by default the folder `build` beside it, and nowhere where there is none.
 *
 * @throws ManifestError where there is none, both kinds in one folder, or a file that cannot be read
 */
export const readManifest = (place: string, options: { build?: string } = {}): ReadManifest => {
  const { kind, file } = findManifest(place)
  const text = readText(file)
  const beside = join(dirname(file), 'build')
  const build = options.build ?? (existsSync(beside) ? beside : undefined)
  const problems = checkManifest({ text, file, kind, ...(build !== undefined && { build }) })
  const manifest = parseObject(text)
  return kind === 'webapp'
    ? { kind, file, manifest: manifest && withDefaults(manifest, kind), problems }
    : { kind, file, manifest: manifest && withDefaults(manifest, kind), problems }
}
