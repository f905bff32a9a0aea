import type { DocumentStore, FileStore } from '@cozy-jobs/store'

/** One Cozy: what belongs to one owner. Kept in the store of the stack itself, under the prefix `stack`. */
export interface Instance {
  /** With its port: `cozy.localhost:8080`. */
  domain: string
  /** `cozy` and 32 hex digits: what separates its data from those of the other instances. */
  prefix: string
  locale: string
  email: string
  publicName: string
  context: string
  /** The most bytes that its files, the trash and old versions may take; 0 for no limit. */
  diskQuota: number
  /** The key that its tokens are signed with; never shown. */
  secret: string
  documents: DocumentStore
  files: FileStore
}

/** What `instances add` takes. */
export interface InstanceDraft {
  domain: string
  locale?: string
  email?: string
  publicName?: string
  context?: string
  /** In bytes; 0 for no limit. */
  diskQuota?: number
  /** In plain, as a person types it. Without one nobody can log in, unless `defaultPassphrase` is set. */
  passphrase?: string
  /** The one of development: hashed when somebody first logs in, so that a stack starts without that work. */
  defaultPassphrase?: boolean
}

export interface Instances {
  /** By its domain, port included. */
  get(domain: string): Instance | undefined
  byPrefix(prefix: string): Instance | undefined
  list(): Instance[]
  /** Throws where the domain is taken or is none. */
  create(draft: InstanceDraft): Promise<Instance>
  destroy(domain: string): Promise<void>
  /** In bytes; 0 for no limit. */
  setDiskQuota(instance: Instance, bytes: number): Promise<void>
  /** Told of an instance that is being destroyed, before its documents are gone. */
  onDestroy(listener: (instance: Instance) => void): void
  /** Whether this is what a browser makes of the instance's passphrase. */
  checkPassphrase(instance: Instance, sent: string): Promise<boolean>
}
