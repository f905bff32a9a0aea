import { inspect } from 'node:util'

interface Page {
  html: () => string | null
  length?: number
}

const isPage = (value: unknown): value is Page =>
  (typeof value === 'function' || typeof value === 'object') &&
  value !== null &&
  typeof (value as Page).html === 'function' &&
  ('root' in value || 'cheerio' in value)

const isAnswer = (
  value: unknown
): value is { status: number; statusText: string; url: string; headers: Headers } =>
  typeof value === 'object' && value !== null && 'status' in value && 'url' in value && 'redirected' in value

/** A value for a person: of a page its HTML, of an answer its first lines. */
export const showValue = (value: unknown, color: boolean): string => {
  if (isAnswer(value)) {
    const type = value.headers.get('content-type') ?? 'no content type'
    return `${value.status} ${value.statusText} ${value.url} (${type})`
  }
  if (isPage(value)) {
    const count = typeof value === 'function' ? undefined : value.length
    const html = typeof value === 'function' || count === 1 ? value.html() : undefined
    return [
      `${count ?? 'A page'}${count === undefined ? '' : count === 1 ? ' element' : ' elements'}`,
      html ?? ''
    ]
      .join('\n')
      .trimEnd()
  }
  return inspect(value, { colors: color, depth: 4 })
}
