import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { StoreError } from '../errors.js'

/** A request as the routes of the server see it. */
export interface CouchServerRequest {
  method: string
  /** Unescaped: of `/cozy1%2Fio-cozy-files/_design/a` they are `cozy1/io-cozy-files`, `_design`, `a`. */
  segments: string[]
  query: URLSearchParams
  /** JSON, read; nothing where there is no body. */
  body: unknown
}

export async function readRequest(request: IncomingMessage): Promise<CouchServerRequest> {
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const content = await text(request)
  return {
    method: request.method ?? 'GET',
    segments: path.slice(1).split('/').map(decodeURIComponent),
    query: new URLSearchParams(query),
    body: content === '' ? undefined : readJson(content)
  }
}

function readJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    throw new StoreError('bad_request', 'invalid UTF-8 JSON')
  }
}

export const flagOf = (query: URLSearchParams, name: string): boolean => query.get(name) === 'true'

/** A key of `_all_docs`: JSON in the query. */
export const keyOf = (query: URLSearchParams, name: string): string | undefined => {
  const given = query.get(name)
  return given === null ? undefined : (JSON.parse(given) as string)
}

export const countOf = (query: URLSearchParams, name: string): number | undefined => {
  const given = query.get(name)
  return given === null ? undefined : Number(given)
}

/** Without the members that are absent. */
export const given = <Options extends object>(options: {
  [Name in keyof Options]: Options[Name] | undefined
}): Options =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options
