const DEEPEST = 12
const LONGEST_LIST = 1_000

/**
 * A copy that JSON can hold of anything a program may log: each text goes through `text`, an object that contains
 * itself or lies too deep becomes a word, an Error its name, message, stack and cause. Never throws.
 */
export function toPlain(value: unknown, text: (value: string) => string): unknown {
  return copy(value, text, [])
}

function copy(value: unknown, text: (value: string) => string, parents: readonly object[]): unknown {
  try {
    return typeof value === 'object' && value !== null
      ? copyObject(value, text, parents)
      : copyScalar(value, text)
  } catch (error) {
    // A getter, a proxy or a toJSON of the program's own may throw anything.
    return `[Unreadable: ${text(error instanceof Error ? error.message : 'no reason given')}]`
  }
}

function copyScalar(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value)
  if (typeof value === 'bigint') return text(value.toString())
  if (typeof value === 'function') return `[Function: ${text(value.name)}]`
  if (typeof value === 'symbol') return text(value.toString())
  if (typeof value !== 'number') return value
  // A secret may be a number: then its mask takes its place.
  const written = String(value)
  const masked = text(written)
  return masked === written && Number.isFinite(value) ? value : masked
}

function copyObject(value: object, text: (value: string) => string, parents: readonly object[]): unknown {
  if (parents.includes(value)) return '[Circular]'
  if (parents.length >= DEEPEST) return '[Too deep]'
  const path = [...parents, value]
  if (value instanceof Error) return copyError(value, text, path)
  if (ArrayBuffer.isView(value)) return `[${value.constructor.name}: ${value.byteLength} bytes]`
  if (value instanceof Map)
    return copyEntries(
      [...value].map(([key, item]) => [String(key), item]),
      text,
      path
    )
  if (value instanceof Set) return copyList([...value], text, path)
  if (Array.isArray(value)) return copyList(value, text, path)
  const { toJSON } = value as { toJSON?: unknown }
  if (typeof toJSON === 'function') return copy(toJSON.call(value), text, path)
  return copyEntries(
    Object.keys(value).map(key => [key, read(value, key)]),
    text,
    path
  )
}

function copyError(error: Error, text: (value: string) => string, path: readonly object[]): unknown {
  const { name, message, stack, cause } = error
  const own = Object.keys(error).map((key): [string, unknown] => [key, read(error, key)])
  return copyEntries(Object.entries({ name, message, stack, cause, ...Object.fromEntries(own) }), text, path)
}

function copyList(
  items: readonly unknown[],
  text: (value: string) => string,
  path: readonly object[]
): unknown[] {
  const kept = items.slice(0, LONGEST_LIST).map(item => copy(item, text, path))
  return items.length > LONGEST_LIST ? [...kept, `[${items.length - LONGEST_LIST} more]`] : kept
}

function copyEntries(
  entries: [string, unknown][],
  text: (value: string) => string,
  path: readonly object[]
): unknown {
  return Object.fromEntries(
    entries.flatMap(([key, item]) => (item === undefined ? [] : [[text(key), copy(item, text, path)]]))
  )
}

/** One getter that throws must not hide the other fields. */
function read(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key]
  } catch (error) {
    return `[Unreadable: ${error instanceof Error ? error.message : 'no reason given'}]`
  }
}
