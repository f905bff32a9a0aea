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
  passphrase?: string
}

export interface Instances {
  /** By its domain, port included. */
  get(domain: string): Instance | undefined
  byPrefix(prefix: string): Instance | undefined
  list(): Instance[]
  /** Throws where the domain is taken or is none. */
  create(draft: InstanceDraft): Promise<Instance>
  destroy(domain: string): Promise<void>
}
