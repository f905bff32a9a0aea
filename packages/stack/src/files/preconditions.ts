import type { FastifyRequest } from 'fastify'
import { headerOf } from '../server/request.js'

/** What is known of a content: its ETag, quoted, and when it was changed. */
export interface Validators {
  etag: string
  /** To the second, as HTTP's dates. */
  modified: Date
}

const ETAG = /^\s*,?\s*((?:W\/)?"[\x21\x23-\x7e\x80-\u{10ffff}]*")/u

/** The ETags of a list, up to the first that is none. */
const tagsOf = (header: string): string[] => {
  const tags: string[] = []
  for (let rest = header; ;) {
    const [all, tag] = ETAG.exec(rest) ?? []
    if (all === undefined || tag === undefined) return tags
    tags.push(tag)
    rest = rest.slice(all.length)
  }
}

const isWeaklySame = (one: string, other: string): boolean =>
  one.replace(/^W\//, '') === other.replace(/^W\//, '')

const isStronglySame = (one: string, other: string): boolean => one === other && !one.startsWith('W/')

/** Undefined for what is no date of HTTP. */
const dateOf = (header: string): number | undefined => {
  const time = /^[A-Z][a-z]{2,8},? /.test(header) ? Date.parse(header) : NaN
  return Number.isNaN(time) ? undefined : time
}

const hasSince = (header: string, { modified }: Validators): boolean | undefined => {
  const date = dateOf(header)
  return date === undefined ? undefined : Math.floor(modified.getTime() / 1000) * 1000 > date
}

/**
 * What a request for a content that is there is to be answered because of its conditions, in the order of Go's
 * `http.ServeContent`; undefined to send it.
 */
export const checkPreconditions = (request: FastifyRequest, content: Validators): 304 | 412 | undefined => {
  const ifMatch = headerOf(request, 'if-match')
  if (ifMatch !== '') {
    const matches = tagsOf(ifMatch).some(tag => isStronglySame(tag, content.etag))
    if (!matches && ifMatch.trim() !== '*') return 412
  } else if (hasSince(headerOf(request, 'if-unmodified-since'), content)) return 412
  const ifNoneMatch = headerOf(request, 'if-none-match')
  if (ifNoneMatch !== '') {
    const matches = tagsOf(ifNoneMatch).some(tag => isWeaklySame(tag, content.etag))
    return matches || ifNoneMatch.trim() === '*' ? 304 : undefined
  }
  return hasSince(headerOf(request, 'if-modified-since'), content) === false ? 304 : undefined
}

/** The `Range` of a request, unless its `If-Range` names another content than this one. */
export const rangeHeader = (request: FastifyRequest, { etag, modified }: Validators): string => {
  const range = headerOf(request, 'range')
  const ifRange = headerOf(request, 'if-range')
  if (range === '' || ifRange === '') return range
  const [tag] = tagsOf(ifRange)
  const isSame = tag
    ? isStronglySame(tag, etag)
    : dateOf(ifRange) === Math.floor(modified.getTime() / 1000) * 1000
  return isSame ? range : ''
}
