/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call -- see real-clients.ts */
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * Loads cozy-pouch-link where there is no browser. It imports PouchDB's build for browsers, which asks for `self` as it
 * loads; what it works with afterwards is given to it as its `platform`, as apps of React Native do.
 */
export const loadPouchLink = (): any => {
  Object.assign(globalThis, { self: globalThis })
  return require('cozy-pouch-link').default
}

const PouchDB = require('pouchdb-core')
  .plugin(require('pouchdb-adapter-http'))
  .plugin(require('pouchdb-adapter-memory'))
  .plugin(require('pouchdb-replication'))
  .plugin(require('pouchdb-find'))

/** Documents in memory, settings in a Map, always online. */
export const memoryPlatform = () => {
  const kept = new Map<string, string>()
  return {
    storage: {
      getItem: async (key: string) => kept.get(key) ?? null,
      setItem: async (key: string, value: string) => void kept.set(key, value),
      removeItem: async (key: string) => void kept.delete(key),
      destroy: async () => kept.clear()
    },
    events: { addEventListener: () => undefined, removeEventListener: () => undefined },
    pouchAdapter: PouchDB,
    isOnline: async () => true
  }
}
