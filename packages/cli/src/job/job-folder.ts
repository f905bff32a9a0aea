import { findManifest, type ManifestKind } from '@cozy-jobs/manifest'
import { statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { ERRORS } from '../errors.js'

/** A folder that holds a manifest. */
export interface JobFolder {
  /** Absolute. */
  folder: string
  /** As a person reads it, from where the command was typed. */
  shown: string
  kind: ManifestKind
  /** The manifest, absolute. */
  manifest: string
}

/** The folder of a job, or one message why it is none. `act` is in the infinitive. */
export function jobFolder(cwd: string, given: string | undefined, act: string): JobFolder {
  const folder = resolve(cwd, given ?? '.')
  const shown = relative(cwd, folder) || '.'
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!found) throw ERRORS.noFolder(act, shown)
  if (!found.isDirectory()) throw ERRORS.notAFolder(act, shown)
  const { kind, file } = findManifest(folder)
  return { folder, shown, kind, manifest: file }
}
