import { StoreError } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import type { Installed, InstallKind } from './api.js'
import { INSTALL_ERRORS } from './errors.js'

const SLUG = /^[a-z0-9-]+$/

const doctypeOf = (kind: InstallKind): string => `io.cozy.${kind}`

/** Installations as they are stored: one document of `io.cozy.apps` or `io.cozy.konnectors` each. */
export class InstalledDocuments {
  async find(instance: Instance, kind: InstallKind, slug: string): Promise<Installed | undefined> {
    if (!SLUG.test(slug)) throw INSTALL_ERRORS.invalidSlug()
    try {
      return (await instance.documents.get(
        doctypeOf(kind),
        `${doctypeOf(kind)}/${slug}`
      )) as unknown as Installed
    } catch (error) {
      if (error instanceof StoreError && error.code === 'not_found') return undefined
      throw error
    }
  }

  async list(
    instance: Instance,
    kind: InstallKind,
    page: { start: string; limit: number }
  ): Promise<{ apps: Installed[]; next: string }> {
    const doctype = doctypeOf(kind)
    if (!(await instance.documents.hasDoctype(doctype))) return { apps: [], next: '' }
    const { rows } = await instance.documents.list(doctype, {
      include_docs: true,
      limit: page.limit + 1,
      // Below every id of an installation, above those of indexes.
      startkey: page.start || `${doctype}/`
    })
    const apps = rows.flatMap(({ doc }) => (doc ? [doc as unknown as Installed] : []))
    return { apps: apps.slice(0, page.limit), next: apps[page.limit]?._id ?? '' }
  }

  async put(instance: Instance, kind: InstallKind, app: Installed): Promise<Installed> {
    return (await instance.documents.put(doctypeOf(kind), app)) as unknown as Installed
  }

  /** What it was, with the revision of its removal. */
  async remove(instance: Instance, kind: InstallKind, app: Installed): Promise<Installed> {
    const { rev } = await instance.documents.remove(doctypeOf(kind), app._id, app._rev)
    return { ...app, _rev: rev }
  }
}
