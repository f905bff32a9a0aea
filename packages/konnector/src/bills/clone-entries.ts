import cloneDeepWith from 'lodash/cloneDeepWith.js'

interface StreamLike {
  readable?: unknown
  pipe?: unknown
  getReader?: unknown
}

const isStream = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false
  const { readable, pipe, getReader } = value as StreamLike
  return Boolean(readable) || typeof pipe === 'function' || typeof getReader === 'function'
}

/** A copy that can be changed without its owner seeing it. Streams and functions are the same ones. */
export const cloneEntries = <T>(entries: T): T =>
  cloneDeepWith(entries, (value: unknown) =>
    isStream(value) || typeof value === 'function' ? value : undefined
  ) as T
