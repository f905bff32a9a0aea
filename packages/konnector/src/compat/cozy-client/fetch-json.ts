import type { FileContent, StackRequest } from '../../cozy/api.js'
import { StackError } from '../../errors/stack-error.js'
import { processStack } from '../process-run.js'
import { readJsonApi } from './json-api.js'

/** What a request may say besides: the names of cozy-client-js. */
export interface FetchOptions {
  headers?: Record<string, string>
  body?: unknown
  /** False: the answer as it came. */
  processJSONAPI?: boolean
}

/** The error of cozy-client-js, whose `message` is the stack's answer as JSON text. */
export class FetchError extends Error {
  override readonly name = 'FetchError'
  readonly status: number
  readonly reason: unknown

  constructor({ status, reason, titles, message }: StackError) {
    const said =
      titles.length > 0
        ? titles.map(title => ({ status: String(status), title, detail: reason }))
        : { status: String(status), detail: reason }
    const answer = { errors: Array.isArray(said) ? said : [said] }
    super(JSON.stringify(answer), { cause: message })
    this.status = status
    this.reason = answer
  }
}

/** Does what asks the stack, with the errors of cozy-client-js. */
export const asFetchError = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask()
  } catch (error) {
    throw StackError.is(error) && error.status > 0 ? new FetchError(error) : error
  }
}

const withSlash = (path: string): string => (path.startsWith('/') ? path : `/${path}`)

/** Any route of the stack: answers the response. */
export const fetchPath = (method: string, path: string, { headers = {}, body }: FetchOptions = {}) => {
  const request: StackRequest = { method, path: withSlash(path), headers }
  if (body !== undefined && body !== null) request.body = body as FileContent
  return asFetchError(() => processStack().fetch(request))
}

const hasType = (headers: Record<string, string>): boolean =>
  Object.keys(headers).some(name => name.toLowerCase() === 'content-type')

/** Any route of the stack: answers its JSON, with the documents of JSON API opened. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as cozy-client-js: whatever the route answers
export const fetchJSON = async <T = any>(
  method: string,
  path: string,
  body?: unknown,
  { headers = {}, processJSONAPI = true }: FetchOptions = {}
): Promise<T> => {
  const sends = body !== undefined && method !== 'GET' && method !== 'HEAD'
  const content = sends && !hasType(headers) ? JSON.stringify(body) : body
  const type = sends && !hasType(headers) ? { 'Content-Type': 'application/json' } : {}
  const answer = await fetchPath(method, path, {
    headers: { Accept: 'application/json', ...headers, ...type },
    ...(sends && { body: content })
  })
  const kind = answer.headers.get('content-type') ?? ''
  if (answer.status === 204 || !kind.includes('json')) {
    await answer.body?.cancel()
    return undefined as T
  }
  const json = (await answer.json()) as T
  return kind.startsWith('application/vnd.api+json') && processJSONAPI
    ? (readJsonApi(json as Parameters<typeof readJsonApi>[0]) as T)
    : json
}
