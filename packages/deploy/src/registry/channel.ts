import { PUBLISH_ERRORS } from './errors.js'

/** The channels of a registry, from the most careful one on. */
export type Channel = 'stable' | 'beta' | 'dev'

const FORM = /^(\d+\.\d+\.\d+)(?:-(?:(beta)\.\d+|(dev)\.[0-9A-Za-z]+))?$/

/** The channel that a version belongs to by its form, and what stands before its dash. */
export const readVersion = (version: string): { channel: Channel; base: string } => {
  const [, base, beta, dev] = FORM.exec(version) ?? []
  if (base === undefined) throw PUBLISH_ERRORS.badVersion(version)
  return { base, channel: beta ? 'beta' : dev ? 'dev' : 'stable' }
}

/** Whether a manifest of one version may be published as another: what stands before the dash must be the same. */
export const isVersionOf = (manifest: string, version: string): boolean =>
  manifest === version || manifest.replace(/-(beta|dev)\..*$/, '') === version.replace(/-(beta|dev)\..*$/, '')
