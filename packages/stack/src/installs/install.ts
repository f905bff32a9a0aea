import type { Instance } from '../instances/api.js'
import type { InstallKind, InstallProgress, InstallRequest, Installed } from './api.js'
import type { FetchedApp } from './fetching.js'
import { changeServices } from './change-services.js'
import type { Work } from './source-installer.js'

/** What Go writes for a date that was never set. */
export const NEVER = '0001-01-01T00:00:00Z'

const complete = async (
  work: Work,
  instance: Instance,
  kind: InstallKind,
  app: Installed,
  fetched: FetchedApp,
  state: Installed['state']
): Promise<Installed> => {
  const version = fetched.version(app.version)
  await work.copies.add(instance, kind, app.slug, version, folder => fetched.copyTo(folder))
  const change = await changeServices(work, instance, kind, { ...app, version }, {}, fetched.place)
  try {
    const now = work.clock.now()
    const date = now.toISOString()
    const stored = {
      ...app,
      ...change.fields,
      version,
      checksum: fetched.checksum,
      state,
      created_at: date,
      updated_at: date
    }
    // The document last: an app that is said to be ready has its permissions, also after a crash between the two.
    await work.permissions.save(instance, kind, stored, now)
    const made = await work.documents.put(instance, kind, stored)
    // The real stack writes the triggers of services down in a second revision: whoever listens is told of both.
    const hasServices = Object.keys(change.fields.services ?? {}).length > 0
    return hasServices ? await work.documents.put(instance, kind, made).catch(() => made) : made
  } catch (error) {
    await change.undo()
    throw error
  }
}

/** Installs an application; what fails half way leaves nothing. */
export const install = async (
  work: Work,
  instance: Instance,
  kind: InstallKind,
  { slug, source, url, deactivated, parameters }: InstallRequest & { source: string; url: URL },
  progress: InstallProgress
): Promise<Installed> => {
  const fetched = await work.fetching.fetch(instance, kind, slug, url, parameters)
  try {
    const app = {
      _id: `io.cozy.${kind}/${slug}`,
      ...fetched.fields,
      slug,
      source,
      state: 'installing',
      checksum: '',
      created_at: NEVER,
      updated_at: NEVER
    } as unknown as Installed
    progress(app)
    const note = { kind, slug, act: 'install', now: work.clock.now() } as const
    return await work.notes.during(instance, note, async () => {
      // What a crash has left behind is not what this source has.
      await work.copies.remove(instance, kind, slug)
      return complete(work, instance, kind, app, fetched, deactivated ? 'installed' : 'ready')
    })
  } catch (error) {
    await work.permissions.remove(instance, kind, slug)
    await work.copies.remove(instance, kind, slug)
    throw error
  } finally {
    await fetched.close()
  }
}
