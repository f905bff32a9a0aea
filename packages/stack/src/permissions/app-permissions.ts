import { StoreError, type Document, type Store } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import type { Installed, InstallKind } from '../installs/api.js'
import { rulesAfterUpdate } from './kept-rules.js'
import { PERMISSIONS, PermissionIndexes } from './permission-indexes.js'
import { parsePermissionMap, permissionMapOf } from './permission-map.js'
import type { Rule } from './rule.js'

const TYPES = { apps: 'app', konnectors: 'konnector' } as const

/** Where a permission comes from: `io.cozy.apps/<slug>`. */
export const sourceIdOf = (kind: InstallKind, slug: string): string => `io.cozy.${kind}/${slug}`

/** The permissions of apps and konnectors: stored with their installation, and gone with it. */
export class AppPermissions {
  readonly indexes: PermissionIndexes

  constructor(store: Store) {
    this.indexes = new PermissionIndexes(store)
  }

  close(): void {
    this.indexes.close()
  }

  /** Throws `not_found` in the real stack's words. */
  async get(instance: Instance, kind: InstallKind, slug: string): Promise<Document> {
    const doc = await this.#find(instance, kind, slug)
    if (!doc) throw new StoreError('not_found', `no permission doc for ${slug}`)
    return doc
  }

  /** Stores the permissions that a manifest asks for; writes nothing where they are stored as they stand. */
  async save(instance: Instance, kind: InstallKind, app: Installed, now: Date): Promise<void> {
    const wanted = parsePermissionMap(app.permissions)
    const date = now.toISOString()
    const old = await this.#find(instance, kind, app.slug)
    if (!old) {
      await instance.documents.put(PERMISSIONS, {
        type: TYPES[kind],
        source_id: sourceIdOf(kind, app.slug),
        ...(wanted.length > 0 && { permissions: permissionMapOf(wanted) }),
        cozyMetadata: {
          doctypeVersion: '1',
          metadataVersion: 1,
          createdAt: date,
          createdByApp: app.slug,
          createdByAppVersion: app.version,
          updatedAt: date,
          updatedByApps: [{ slug: app.slug, date, version: app.version }]
        }
      })
      return
    }
    const installed = await this.#rulesOfInstalled(instance, kind, app.slug)
    const rules = rulesAfterUpdate(wanted, parsePermissionMap(old.permissions), installed)
    const permissions = permissionMapOf(rules)
    if (JSON.stringify(old.permissions) === JSON.stringify(permissions)) return
    await instance.documents.put(PERMISSIONS, {
      ...old,
      permissions,
      cozyMetadata: { ...(old.cozyMetadata as object), updatedAt: date }
    })
  }

  /** A konnector may write to the folders that refer to it: a rule that the stack adds before a run. */
  async allowOwnFolders(instance: Instance, slug: string): Promise<void> {
    const doc = await this.get(instance, 'konnectors', slug)
    const rules = parsePermissionMap(doc.permissions)
    const value = sourceIdOf('konnectors', slug)
    const isThere = rules.some(
      ({ type, selector, values }) =>
        type === 'io.cozy.files' && selector === 'referenced_by' && values.includes(value)
    )
    if (isThere) return
    const rule: Rule = {
      title: 'referenced folders',
      type: 'io.cozy.files',
      description: 'folders referenced by the konnector',
      verbs: [],
      selector: 'referenced_by',
      values: [value]
    }
    try {
      await instance.documents.put(PERMISSIONS, { ...doc, permissions: permissionMapOf([...rules, rule]) })
    } catch (error) {
      // Another run of it has been faster, or the owner has changed the rules: look again.
      if (!(error instanceof StoreError) || error.code !== 'conflict') throw error
      await this.allowOwnFolders(instance, slug)
    }
  }

  /** Its share codes end with it as well: a code is good for as long as its app is there. */
  async remove(instance: Instance, kind: InstallKind, slug: string): Promise<void> {
    const doc = await this.#find(instance, kind, slug)
    if (doc) await instance.documents.remove(PERMISSIONS, doc._id, doc._rev)
  }

  async #find(instance: Instance, kind: InstallKind, slug: string): Promise<Document | undefined> {
    return (await this.indexes.of(instance)).ofSource(TYPES[kind], sourceIdOf(kind, slug))
  }

  /** What the manifest asks for that is to be replaced: its document is written after the permissions. */
  async #rulesOfInstalled(instance: Instance, kind: InstallKind, slug: string): Promise<Rule[]> {
    try {
      const { permissions } = await instance.documents.get(`io.cozy.${kind}`, sourceIdOf(kind, slug))
      return parsePermissionMap(permissions)
    } catch {
      return []
    }
  }
}
