import { StoreError, type ListOptions } from '@cozy-jobs/store'

const jsonOf = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new StoreError('bad_request', `Invalid JSON: ${name}`)
  }
}

/** A key that is no text matches no id, and stands before or after them all: so it is handed on as a text. */
const keyOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const KEYS: readonly (readonly [keyof ListOptions & ('key' | 'startkey' | 'endkey'), readonly string[]])[] = [
  ['key', ['key']],
  ['startkey', ['startkey', 'start_key']],
  ['endkey', ['endkey', 'end_key']]
]

const FLAGS = ['include_docs', 'descending', 'inclusive_end'] as const

const NUMBERS = ['limit', 'skip'] as const

/** CouchDB's parameters of `_all_docs`. Throws `bad_request` for a value that is none. */
export const listOptionsOf = (query: Record<string, string>): ListOptions => {
  const options: ListOptions = {}
  for (const [option, names] of KEYS) {
    const name = names.find(candidate => query[candidate] !== undefined)
    if (name !== undefined) options[option] = keyOf(jsonOf(name, query[name]!))
  }
  for (const name of FLAGS) if (query[name] !== undefined) options[name] = query[name] === 'true'
  for (const name of NUMBERS) {
    const text = query[name]
    if (text === undefined) continue
    if (!/^\d+$/.test(text)) throw new StoreError('bad_request', `Invalid value for integer: "${text}"`)
    options[name] = Number(text)
  }
  if (query.keys !== undefined) options.keys = keysOf(jsonOf('keys', query.keys))
  return options
}

/** The `keys` of a request. Throws `bad_request` where they are no list. */
export const keysOf = (keys: unknown): string[] => {
  if (!Array.isArray(keys)) throw new StoreError('bad_request', '`keys` member must be an array.')
  return keys.map(keyOf)
}
