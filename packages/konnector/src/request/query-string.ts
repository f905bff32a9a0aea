import type { QueryStringOptions } from './options.js'

type Pair = [name: string, value: string]

/** As RFC 3986 has it: a blank is %20, and no punctuation is left but these four. */
const escape = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
  )

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Date)

const textOf = (value: unknown): string => {
  if (value === null) return ''
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- plain objects have been taken apart before
  return value instanceof Date ? value.toISOString() : String(value)
}

const pairsOf = (name: string, value: unknown, format: QueryStringOptions['arrayFormat']): Pair[] => {
  if (value === undefined || typeof value === 'function') return []
  if (Array.isArray(value)) {
    if (format === 'comma') return value.length > 0 ? [[name, value.map(textOf).join(',')]] : []
    const key = {
      indices: (index: number) => `${name}[${String(index)}]`,
      brackets: () => `${name}[]`,
      repeat: () => name
    }
    return value.flatMap((one, index) => pairsOf(key[format ?? 'indices'](index), one, format))
  }
  if (isPlain(value))
    return Object.entries(value).flatMap(([key, one]) => pairsOf(`${name}[${key}]`, one, format))
  return [[name, textOf(value)]]
}

/** Values as the package `qs` writes them: `a[0]=1&b[c]=2`, brackets escaped. */
export const stringifyQuery = (values: object, { arrayFormat }: QueryStringOptions = {}): string =>
  Object.entries(values)
    .flatMap(([name, value]) => pairsOf(name, value, arrayFormat))
    .map(([name, value]) => `${escape(name)}=${escape(value)}`)
    .join('&')

/** An address with values in its query; one that it has already is replaced in its place. */
export const withQuery = (url: URL, values: object, options: QueryStringOptions): URL => {
  const own: Record<string, unknown> = {}
  for (const [name, value] of url.searchParams) {
    own[name] = name in own ? [own[name], value].flat() : value
  }
  const query = stringifyQuery({ ...own, ...values }, options)
  const address = new URL(url)
  if (query !== '') address.search = query
  return address
}
