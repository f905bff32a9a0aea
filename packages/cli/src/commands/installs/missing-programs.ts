import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readJobManifest } from '../../job/job-manifest.js'
import type { InstallKind } from './command.js'

const programsOf = (kind: InstallKind, folder: string): string[] => {
  if (kind === 'konnectors') return ['index.js']
  const { services } = readJobManifest(join(folder, 'manifest.webapp'))
  const files = Object.values(services ?? {}).map(service => (service as { file?: unknown } | null)?.file)
  return [...new Set(files.filter(file => typeof file === 'string' && file !== ''))] as string[]
}

const adviceFor = (folder: string, manifest: string): string => {
  if (existsSync(join(folder, 'build', manifest))) return `Give ${join(folder, 'build')} instead.`
  return basename(folder) === 'build'
    ? 'Build it again with "cozy-jobs build".'
    : 'Build it with "cozy-jobs build", then give its folder build/.'
}

/**
 * Which programs a folder lacks that its manifest names, as a warning: the stack installs it in silence, and its jobs
 * fail. Undefined where all are there, or where the source is no folder.
 */
export const missingPrograms = (kind: InstallKind, source: string): string | undefined => {
  if (!source.startsWith('file:')) return undefined
  const folder = fileURLToPath(source)
  const manifest = kind === 'apps' ? 'manifest.webapp' : 'manifest.konnector'
  const missing = programsOf(kind, folder).filter(file => !existsSync(join(folder, file)))
  if (missing.length === 0) return undefined
  const are = missing.length === 1 ? 'is' : 'are'
  return `${missing.join(', ')} ${are} not there: what the stack is to run fails. ${adviceFor(folder, manifest)}`
}
