import type { DocumentStore, FileStore } from '@cozy-jobs/store'
import type { InstanceDetails } from './details.js'

/** One Cozy: what belongs to one owner. Kept in the store of the stack itself, under the prefix `stack`. */
export interface Instance {
  /** Of its document. */
  readonly id: string
  rev: string
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
  details: Readonly<InstanceDetails>
  /** How often a browser hashes the passphrase before it sends it. */
  kdfIterations: number
  /** The domain that a request has named, where that is an alias: addresses and cookies are to have it. */
  host?: string
  /** The key that its tokens are signed with; never shown. */
  secret: string
  /** What goes into the key of all that ends with the passphrase: sessions, tokens of apps. '' for the first one. */
  sessionSecret: string
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
  /** In the place of a passphrase: what a browser has made of it. */
  hashedPassphrase?: { sent: string; kdfIterations: number }
  details?: InstanceDetails
  /** Of its settings (`io.cozy.settings.instance`), besides e-mail address and public name. */
  settings?: Readonly<Record<string, unknown>>
}

/** What of an instance is to be changed: what is absent stays. */
export interface InstanceChange {
  locale?: string
  context?: string
  /** In bytes; 0 for no limit. */
  diskQuota?: number
  /** As a browser sends it. The one before is good no more, nor is a register token. */
  passphrase?: { sent: string; kdfIterations: number }
  /** Those named, each as a whole; undefined takes one away. */
  details?: { [Name in keyof InstanceDetails]: InstanceDetails[Name] | undefined }
}

export interface Instances {
  /** By its domain or an alias of it, port included. */
  get(domain: string): Instance | undefined
  byPrefix(prefix: string): Instance | undefined
  list(): Instance[]
  /** Throws where the domain is taken or is none. */
  create(draft: InstanceDraft): Promise<Instance>
  /** Its data, then itself: a crash on the way is made good at the next start. */
  destroy(domain: string): Promise<void>
  /** One change after the other. Throws `domain_taken` and `domain_invalid` for aliases. */
  update(instance: Instance, change: InstanceChange): Promise<void>
  /** In bytes; 0 for no limit. */
  setDiskQuota(instance: Instance, bytes: number): Promise<void>
  /** Told of an instance that is being destroyed, before its documents are gone, which waits for the listener. */
  onDestroy(listener: (instance: Instance) => void | Promise<void>): void
  /** Whether this is what a browser makes of the instance's passphrase. */
  checkPassphrase(instance: Instance, sent: string): Promise<boolean>
}
