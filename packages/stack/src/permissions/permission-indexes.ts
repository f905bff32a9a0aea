import type { Store } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'
import { PermissionIndex } from './permission-index.js'

export const PERMISSIONS = 'io.cozy.permissions'

interface Loading {
  index: Promise<PermissionIndex>
  /** Once it is read; a change before that makes it be read again. */
  ready?: PermissionIndex
}

/** The index of each instance's permissions: read at the first request, then kept up with each write. */
export class PermissionIndexes {
  readonly #byPrefix = new Map<string, Loading>()
  readonly #stopListening: () => void

  constructor(store: Store) {
    this.#stopListening = store.onChange(change => {
      if (change.doctype !== PERMISSIONS) return
      const found = this.#byPrefix.get(change.prefix)
      if (found?.ready) found.ready.apply(change)
      else this.#byPrefix.delete(change.prefix)
    })
  }

  close(): void {
    this.#stopListening()
  }

  of(instance: Instance): PermissionIndex | Promise<PermissionIndex> {
    const found = this.#byPrefix.get(instance.prefix)
    if (found) return found.ready ?? found.index
    const loading: Loading = { index: read(instance) }
    this.#byPrefix.set(instance.prefix, loading)
    loading.index.then(
      index => {
        if (this.#byPrefix.get(instance.prefix) === loading) loading.ready = index
      },
      () => this.#byPrefix.delete(instance.prefix)
    )
    return loading.index
  }
}

const read = async ({ documents }: Instance): Promise<PermissionIndex> => {
  const index = new PermissionIndex()
  if (!(await documents.hasDoctype(PERMISSIONS))) return index
  const { rows } = await documents.list(PERMISSIONS, { include_docs: true })
  for (const { doc } of rows) if (doc && !doc._id.startsWith('_')) index.add(doc)
  return index
}
