import type { HeaderFields } from './api.js'

/** Header fields one after the other; a later one takes the place of an earlier one of the same name, undefined takes it away. */
export const mergeHeaders = (...all: (HeaderFields | undefined)[]): Record<string, string> => {
  const kept = new Map<string, [name: string, value: string]>()
  for (const fields of all) {
    for (const [name, value] of Object.entries(fields ?? {})) {
      const key = name.toLowerCase()
      if (value === undefined) kept.delete(key)
      else kept.set(key, [name, value])
    }
  }
  return Object.fromEntries(kept.values())
}

/** The value of a header, whatever the case of its name. */
export const headerOf = (headers: HeaderFields, name: string): string | undefined =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]

/** All headers but those of these names, given in lower case. */
export const withoutHeaders = (headers: HeaderFields, names: readonly string[]): Record<string, string> =>
  mergeHeaders(
    Object.fromEntries(Object.entries(headers).filter(([key]) => !names.includes(key.toLowerCase())))
  )
