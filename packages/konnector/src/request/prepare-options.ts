import type { HttpRequest } from '../http/api.js'
import { headerOf, mergeHeaders } from '../http/headers.js'
import { prepareRequest } from '../http/send/prepare.js'
import type { PreparedRequest } from '../http/send/prepared-request.js'
import { multipartOfFormData } from './form-data.js'
import type { RequestOptions } from './options.js'
import { stringifyQuery, withQuery } from './query-string.js'

const URLENCODED = 'application/x-www-form-urlencoded'

const addressOf = ({ url, uri, baseUrl, qs, qsStringifyOptions, useQuerystring }: RequestOptions): URL => {
  const given = uri ?? url
  if (given === undefined) throw new Error('options.uri is a required argument')
  const text = String(given)
  const absolute = baseUrl === undefined || /^https?:/i.test(text)
  const joined = absolute
    ? text
    : `${baseUrl.replace(/\/$/, '')}${text === '' ? '' : '/'}${text.replace(/^\//, '')}`
  if (!URL.canParse(joined)) throw new Error(`Invalid URI "${joined.split(/[?#]/)[0] ?? ''}"`)
  const address = new URL(joined)
  const format = useQuerystring ? { arrayFormat: 'repeat' as const } : (qsStringifyOptions ?? {})
  return qs === undefined ? address : withQuery(address, qs, format)
}

const authorization = ({ auth }: RequestOptions): Record<string, string> => {
  if (!auth) return {}
  if (auth.bearer !== undefined) {
    return { authorization: `Bearer ${typeof auth.bearer === 'function' ? auth.bearer() : auth.bearer}` }
  }
  const pair = `${auth.user ?? auth.username ?? ''}:${auth.pass ?? auth.password ?? ''}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

const isContent = (body: unknown): body is NonNullable<HttpRequest['body']> =>
  typeof body === 'string' ||
  body instanceof Uint8Array ||
  (typeof body === 'object' && body !== null && Symbol.asyncIterator in body)

/** What is sent, with the type that the package `request` gives it. */
const bodyOf = (options: RequestOptions): { send: HttpRequest; type?: string } => {
  const { form, formData, body, json, useQuerystring, qsStringifyOptions } = options
  if (form !== undefined) {
    const format = useQuerystring ? { arrayFormat: 'repeat' as const } : (qsStringifyOptions ?? {})
    return {
      send: { body: typeof form === 'string' ? form : stringifyQuery(form, format) },
      type: URLENCODED
    }
  }
  if (formData !== undefined) return { send: { multipart: multipartOfFormData(formData) } }
  const value = body ?? (json === true ? undefined : json)
  if (value === undefined || value === null || value === false) return { send: {} }
  const isForm = headerOf(options.headers ?? {}, 'content-type')?.startsWith(URLENCODED) === true
  if (json && !isForm && !(body instanceof Uint8Array))
    return { send: { body: JSON.stringify(value) }, type: 'application/json' }
  if (isContent(value)) return { send: { body: value } }
  throw new Error('Argument error, options.body.')
}

/** The request that options describe. @throws Error with the words of the package `request` */
export const prepareOptions = async (options: RequestOptions): Promise<PreparedRequest> => {
  const { send, type } = bodyOf(options)
  const agent = headerOf(options.headers ?? {}, 'user-agent')
  const headers = mergeHeaders(
    options.json ? { accept: 'application/json' } : {},
    type === undefined ? {} : { 'content-type': type },
    authorization(options),
    options.headers
  )
  const method = options.method ?? 'GET'
  const prepared = await prepareRequest(
    addressOf(options),
    { ...send, method, headers },
    { userAgent: agent ?? '' }
  )
  // Where nobody gave one, none of ours: fetch names Node then.
  const { 'User-Agent': own, ...others } = prepared.headers
  if (agent === undefined && own === '') return { ...prepared, headers: others }
  return prepared
}
