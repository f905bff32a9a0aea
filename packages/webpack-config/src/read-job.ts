import { readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { findManifest, type ManifestKind } from '@cozy-jobs/manifest'
import { buildError } from './errors.js'
import { readSettings, type BuildSettings } from './settings.js'

/** The parts of a manifest that a build looks at; the rest is copied without a glance. */
export interface BuildManifest {
  slug?: string
  icon?: string
  screenshots?: string[]
  partnership?: { icon?: string }
  services?: Record<string, { type?: string; file?: string }>
  routes?: Record<string, { folder?: string; index?: string }>
  notifications?: Record<string, { templates?: Record<string, string> }>
}

/** A folder with a manifest. */
export interface Job {
  /** Absolute. */
  folder: string
  kind: ManifestKind
  /** `manifest.webapp` or `manifest.konnector`. */
  manifestFile: string
  manifest: BuildManifest
  settings: BuildSettings
  /** What the job is called in messages: its slug, else its folder's name. */
  name: string
}

const parseManifest = (file: string, shown: string): BuildManifest => {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Error('it is not an object')
    return value
  } catch (error) {
    throw buildError('manifestUnreadable', shown, (error as Error).message)
  }
}

/**
 * Reads the folder of a job: its manifest and its build settings.
 *
 * @throws ManifestError if there is no manifest, or one of each kind
 * @throws BuildError `folderMissing`, `manifestUnreadable`, `settingsUnreadable`
 */
export const readJob = (given: string): Job => {
  const folder = resolve(given)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw buildError('folderMissing', given)
  const { kind, file } = findManifest(folder)
  const manifestFile = basename(file)
  const manifest = parseManifest(file, join(given, manifestFile))
  return {
    folder,
    kind,
    manifestFile,
    manifest,
    settings: readSettings(folder),
    name: typeof manifest.slug === 'string' ? manifest.slug : basename(folder)
  }
}
