import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Tree } from '../project/plan.js'
import type { GeneratorRecord } from '../project/record.js'
import type { ServicePlace } from '../service/place.js'

/** The templates of one release. */
export interface Release {
  render: (record: GeneratorRecord, place: ServicePlace) => Tree | undefined
  /** Templates that have got another name since the release before: old path to new. */
  renamed?: Readonly<Record<string, string>>
}

/** Where the archives are: a folder for each version whose templates differ from those of the one before. */
export const RELEASES = fileURLToPath(new URL('../../releases', import.meta.url))

const NUMBERS = /^(\d+)\.(\d+)\.(\d+)/

/** Negative where the first version is the older one. What follows the numbers does not count. */
export const compareVersions = (one: string, other: string): number => {
  const [a, b] = [one, other].map(version => NUMBERS.exec(version)?.slice(1).map(Number) ?? [])
  for (const index of [0, 1, 2]) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** The archived versions, the oldest first. */
export const archivedVersions = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(name => NUMBERS.test(name))
        .sort(compareVersions)
    : []

const load = async (folder: string, version: string): Promise<Release> =>
  (await import(pathToFileURL(join(folder, version, 'dist/render/render.mjs')).href)) as Release

/**
 * The templates as they were in a version: those of the newest archive that is not newer. Undefined where even the
 * oldest archive is newer.
 */
export const releaseOf = async (version: string, folder: string): Promise<Release | undefined> => {
  const archive = archivedVersions(folder).findLast(each => compareVersions(each, version) <= 0)
  return archive === undefined ? undefined : load(folder, archive)
}
