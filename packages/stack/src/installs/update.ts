import type { Instance } from '../instances/api.js'
import type { InstallKind, InstallProgress, InstallRequest, Installed } from './api.js'
import { changeServices, type ServicesChange } from './change-services.js'
import { contextOf } from './context.js'
import type { FetchedApp } from './fetching.js'
import { NEVER } from './install.js'
import type { Work } from './source-installer.js'
import { parseSource } from './sources/parse-source.js'
import { judgeUpdate } from './update-rules.js'

/** What the source has now, as the document that it would become. */
const successorOf = (
  kind: InstallKind,
  { _id, _rev, slug, parameters, created_at }: Installed,
  fetched: FetchedApp,
  source: string
): Installed => {
  const next = {
    _id,
    _rev,
    ...(kind === 'konnectors' && parameters !== undefined && { parameters }),
    ...fetched.fields,
    slug,
    source,
    checksum: '',
    created_at,
    updated_at: NEVER
  } as unknown as Installed
  return fetched.isReleased ? { ...next, version: fetched.version(next.version) } : next
}

/** What puts the stored permissions back, whatever has become of them. */
const permissionsAsTheyAre = async (
  { permissions }: Work,
  instance: Instance,
  kind: InstallKind,
  slug: string
): Promise<() => Promise<void>> => {
  const before = await permissions.get(instance, kind, slug)
  return async () => {
    const now = await permissions.get(instance, kind, slug)
    if (now._rev === before._rev) return
    await instance.documents.put('io.cozy.permissions', { ...now, permissions: before.permissions })
  }
}

const replace = async (
  work: Work,
  instance: Instance,
  kind: InstallKind,
  app: Installed,
  next: Installed,
  fetched: FetchedApp
): Promise<Installed> => {
  const { slug } = app
  const version = fetched.version(next.version)
  const restore = await permissionsAsTheyAre(work, instance, kind, slug)
  await work.copies.add(instance, kind, slug, version, folder => fetched.copyTo(folder))
  let change: ServicesChange | undefined
  let stored: Installed
  try {
    const copied = { ...next, version }
    change = await changeServices(work, instance, kind, copied, app.services ?? {}, fetched.place)
    const now = work.clock.now()
    const { available_version: _, ...rest } = copied
    const document: Installed = {
      ...rest,
      ...change.fields,
      checksum: fetched.checksum,
      state: app.state === 'installed' ? 'installed' : 'ready',
      updated_at: now.toISOString()
    }
    await work.permissions.save(instance, kind, document, now)
    stored = await work.documents.put(instance, kind, document)
  } catch (error) {
    // What was there before works on: its triggers, its permissions and its code.
    await change?.undo()
    await restore()
    if (version !== app.version) await work.copies.removeVersion(instance, kind, slug, version)
    throw error
  }
  await change.commit()
  await work.copies.keepOnly(instance, kind, slug, [app.version, version])
  return stored
}

/** The application stays; where it comes from, and what waits for its owner, are written down. */
const remain = async (
  { documents, clock }: Work,
  instance: Instance,
  kind: InstallKind,
  app: Installed,
  change: { source: string; available_version?: string }
): Promise<Installed> => {
  const waiting = change.available_version ?? app.available_version
  if (change.source === app.source && waiting === app.available_version) return app
  return documents.put(instance, kind, { ...app, ...change, updated_at: clock.now().toISOString() })
}

/** Updates an application from where it comes from, or from another source. What fails leaves it as it was. */
export const update = async (
  work: Work,
  instance: Instance,
  kind: InstallKind,
  app: Installed,
  { source: asked, parameters, permissionsAcked }: Omit<InstallRequest, 'slug'>,
  progress: InstallProgress
): Promise<Installed> => {
  const source = asked || app.source
  const url = parseSource(source)
  const fetched = await work.fetching.fetch(instance, kind, app.slug, url, parameters)
  try {
    const next = successorOf(kind, app, fetched, source)
    const verdict = judgeUpdate({
      kind,
      before: app,
      after: next,
      isReleased: fetched.isReleased,
      acked: permissionsAcked === true,
      ownFolder: url.protocol === 'file:' && permissionsAcked === undefined,
      context: contextOf(work.config, instance)
    })
    if (verdict === 'install') {
      progress({ ...next, state: 'upgrading' })
      const note = { kind, slug: app.slug, act: 'update', now: work.clock.now(), before: app } as const
      return await work.notes.during(instance, note, () => replace(work, instance, kind, app, next, fetched))
    }
    if (url.protocol === 'file:') await work.fetching.holdBack(instance, kind, app.slug, url)
    const waits = verdict === 'wait' ? { available_version: next.version } : {}
    return await remain(work, instance, kind, app, { source, ...waits })
  } finally {
    await fetched.close()
  }
}
