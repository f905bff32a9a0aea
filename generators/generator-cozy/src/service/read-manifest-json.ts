import { join } from 'node:path'
import { readJson } from '../project/workspace.js'

interface ManifestJson {
  services?: Record<string, unknown>
  permissions?: Record<string, { type?: string; verbs?: string[] }>
}

/** What the `manifest.webapp` of a folder says; nothing where it can't be read. */
export const readManifestJson = (folder: string): ManifestJson =>
  readJson(join(folder, 'manifest.webapp')) ?? {}
