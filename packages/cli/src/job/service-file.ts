import type { ManifestKind } from '@cozy-jobs/manifest'
import { ERRORS } from '../errors.js'
import { nearest } from '../registry/nearest.js'
import type { JobManifest } from './job-manifest.js'

/** The built file of a service, of the first one where none is named, or of a konnector; from the root of the build. */
export function serviceFile(
  kind: ManifestKind,
  { services = {} }: JobManifest,
  name: string | undefined,
  act: string
): string {
  if (kind === 'konnector') return 'index.js'
  const names = Object.keys(services)
  const service = services[name ?? names[0] ?? '']
  if (service?.file) return service.file.replace(/^\/+/, '')
  throw ERRORS.noService(act, name, names, name && nearest(name, names))
}
