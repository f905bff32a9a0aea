import type { Document, Store } from '@cozy-jobs/store'
import type { Instance } from './api.js'
import { detailsOf } from './details.js'
import { KDF_ITERATIONS } from './passphrase.js'

/** The prefix of what belongs to the stack itself: no instance has it, so no route reaches it. */
export const STACK_PREFIX = 'stack'

/** The documents of instances, one each. */
export const INSTANCES = 'io.cozy.instances'

const textOf = (document: Document, field: string): string => {
  const value = document[field]
  return typeof value === 'string' ? value : ''
}

/** An instance as its document says it is. */
export const instanceOfDocument = (store: Store, document: Document): Instance => {
  const prefix = textOf(document, 'prefix')
  const instance: Instance = {
    id: document._id,
    rev: document._rev,
    domain: textOf(document, 'domain'),
    prefix,
    locale: textOf(document, 'locale'),
    email: textOf(document, 'email'),
    publicName: textOf(document, 'public_name'),
    context: textOf(document, 'context'),
    diskQuota: typeof document.bytes_disk_quota === 'number' ? document.bytes_disk_quota : 0,
    details: detailsOf(document),
    kdfIterations:
      typeof document.passphrase_kdf_iterations === 'number'
        ? document.passphrase_kdf_iterations
        : KDF_ITERATIONS,
    secret: textOf(document, 'secret'),
    sessionSecret: textOf(document, 'session_secret'),
    documents: store.documents(prefix),
    files: store.files(prefix)
  }
  // Printed or serialised by mistake, an instance must not give its keys away.
  return Object.defineProperties(instance, {
    secret: { enumerable: false },
    sessionSecret: { enumerable: false }
  })
}

/** A copy of an instance with its keys, as they are at each moment: a passphrase may change while the copy is in use. */
export const withKeysOf = (instance: Instance, copy: Omit<Instance, 'secret' | 'sessionSecret'>): Instance =>
  Object.defineProperties(copy, {
    secret: { get: () => instance.secret },
    sessionSecret: { get: () => instance.sessionSecret }
  }) as Instance

/** The same instance as another of its domains has it, for as long as a request lasts. */
export const atDomain = (instance: Instance, host: string): Instance =>
  withKeysOf(instance, { ...instance, host })
