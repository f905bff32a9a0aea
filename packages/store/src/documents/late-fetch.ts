import { createRequire, Module } from 'node:module'

/**
 * Has `pouchdb-core` load its way to speak HTTP when it is first used, which no embedded database does: with cookies and
 * lists of public suffixes it takes as long to load as PouchDB itself. Whoever loads `pouchdb-fetch` by itself gets it.
 */
export const loadFetchLate = <Core>(require: NodeJS.Require): Core => {
  const core = createRequire(require.resolve('pouchdb-core'))
  const path = core.resolve('pouchdb-fetch')
  if (require.cache[path]) return require('pouchdb-core') as Core
  const late = new Module(path)
  late.loaded = true
  late.exports = {
    fetch: (...args: unknown[]) => (core(path) as { fetch: (...args: unknown[]) => unknown }).fetch(...args),
    get Headers() {
      return (core(path) as { Headers: unknown }).Headers
    }
  }
  require.cache[path] = late
  try {
    return require('pouchdb-core') as Core
  } finally {
    delete require.cache[path]
  }
}
