import { StoreError, type Document, type Store } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import type { Installed, InstallKind } from '../installs/api.js'
import { parsePermissionMap, permissionMapOf } from './permission-map.js'

const DOCTYPE = 'io.cozy.permissions'

const TYPES = { apps: 'app', konnectors: 'konnector' } as const

/** Where a permission comes from: `io.cozy.apps/<slug>`. */
export const sourceIdOf = (kind: InstallKind, slug: string): string => `io.cozy.${kind}/${slug}`

/** The documents in which the permissions of apps and konnectors are stored, kept in memory as each request needs them. */
export class AppPermissions {
  readonly #byInstance = new Map<string, Promise<Map<string, Document>>>()
  readonly #stopListening: () => void

  constructor(store: Store) {
    this.#stopListening = store.onChange(change => {
      if (change.doctype === DOCTYPE) this.#byInstance.delete(change.prefix)
    })
  }

  close(): void {
    this.#stopListening()
  }

  /** Throws `not_found` in the real stack's words. */
  async get(instance: Instance, kind: InstallKind, slug: string): Promise<Document> {
    const doc = await this.#find(instance, kind, slug)
    if (!doc) throw new StoreError('not_found', `no permission doc for ${slug}`)
    return doc
  }

  /** Stores the permissions that a manifest asks for; writes nothing where they are stored as they stand. */
  async save(instance: Instance, kind: InstallKind, app: Installed, now: Date): Promise<void> {
    const permissions = permissionMapOf(parsePermissionMap(app.permissions))
    const date = now.toISOString()
    const old = await this.#find(instance, kind, app.slug)
    if (old && JSON.stringify(old.permissions) === JSON.stringify(permissions)) return
    const draft = old
      ? { ...old, permissions, cozyMetadata: { ...(old.cozyMetadata as object), updatedAt: date } }
      : {
          type: TYPES[kind],
          source_id: sourceIdOf(kind, app.slug),
          permissions,
          cozyMetadata: {
            doctypeVersion: '1',
            metadataVersion: 1,
            createdAt: date,
            createdByApp: app.slug,
            createdByAppVersion: app.version,
            updatedAt: date,
            updatedByApps: [{ slug: app.slug, date, version: app.version }]
          }
        }
    await instance.documents.put(DOCTYPE, draft)
  }

  async remove(instance: Instance, kind: InstallKind, slug: string): Promise<void> {
    const doc = await this.#find(instance, kind, slug)
    if (doc) await instance.documents.remove(DOCTYPE, doc._id, doc._rev)
  }

  async #find(instance: Instance, kind: InstallKind, slug: string): Promise<Document | undefined> {
    let all = this.#byInstance.get(instance.prefix)
    if (!all) {
      all = this.#read(instance)
      this.#byInstance.set(instance.prefix, all)
      all.catch(() => this.#byInstance.delete(instance.prefix))
    }
    return (await all).get(`${TYPES[kind]} ${sourceIdOf(kind, slug)}`)
  }

  async #read(instance: Instance): Promise<Map<string, Document>> {
    if (!(await instance.documents.hasDoctype(DOCTYPE))) return new Map()
    const { rows } = await instance.documents.list(DOCTYPE, { include_docs: true })
    return new Map(
      rows.flatMap(({ doc }) => (doc ? [[`${String(doc.type)} ${String(doc.source_id)}`, doc]] : []))
    )
  }
}
