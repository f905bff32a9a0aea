import type { Instance } from '../instances/api.js'
import { findVersion } from '../registry/find-version.js'
import { registriesOf } from '../registry/registries.js'
import type { Installed, InstallKind } from './api.js'
import { isMoreRecent } from './is-more-recent.js'
import { restoreCopy } from './restore-copy.js'
import type { Work } from './source-installer.js'
import { isRelease, releaseOf } from './sources/registry-address.js'
import { parseSource } from './sources/parse-source.js'
import { update } from './update.js'

const fromRegistry = async (
  work: Work,
  instance: Instance,
  kind: InstallKind,
  app: Installed,
  url: URL
): Promise<Installed> => {
  const release = releaseOf(url)
  // An exact version has no newer one.
  if (!isRelease(release) || release.version !== '') return app
  const { slug, channel } = { ...release, slug: app.slug }
  const newest = await findVersion(registriesOf(work.config, instance), { slug, channel, version: '' })
  if (!newest) return app
  if (newest.version === app.version) {
    if (app.available_version === undefined) return app
    // It waited for a version that is none of this channel any more.
    const { available_version: _, ...settled } = app
    return work.documents.put(instance, kind, settled)
  }
  if (newest.version === app.available_version) return app
  if (channel === 'stable' && !isMoreRecent(app.version, newest.version)) return app
  return update(work, instance, kind, app, {}, () => undefined)
}

/**
 * An application as it is to be used: updated where its folder has changed or its registry has a newer version, unless
 * that asks for more than its owner has accepted. A repository or an archive is not asked each time, as the real stack
 * does, since each job would wait for it; an update takes it up.
 */
export const lazyUpdate = async (
  work: Work,
  instance: Instance,
  kind: InstallKind,
  stored: Installed
): Promise<Installed> => {
  const app = await restoreCopy(work, instance, kind, stored)
  const url = parseSource(app.source)
  if (url.protocol === 'registry:') return fromRegistry(work, instance, kind, app, url)
  if (url.protocol !== 'file:') return app
  const copy = work.copies.folder(instance, kind, app.slug, app.version)
  const changed = await work.fetching.folderHasChanged(instance, kind, app, url, copy)
  return changed ? update(work, instance, kind, app, {}, () => undefined) : app
}
