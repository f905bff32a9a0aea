import type { CheerioAPI } from 'cheerio'
import { KonnectorError } from '../errors/konnector-error.js'
import type { Http, HttpRequest, HttpResponse } from '../http/api.js'
import { decodeText, detectCharset } from '../http/charset/detect-charset.js'
import { HttpError } from '../http/http-error.js'
import { loadHtml } from '../http/response/load-html.js'
import type { FilledForm } from './login-form.js'

/** The answer to a form, with the names that `validate` functions use. */
export interface SigninResponse {
  statusCode: number
  headers: Record<string, string | string[]>
  body: string
  /** The request after all redirects. */
  request: { uri: URL; href: string }
}

/** A page with a form. */
export interface FormPage {
  $: CheerioAPI
  /** After all redirects. */
  url: string
  /** Of the page. */
  charset: string
}

/** Gets pages and sends forms. */
export interface FormClient {
  /** Whether a form is sent with the name of its button. */
  sendsButton: boolean
  page(url: string): Promise<FormPage>
  submit(form: FilledForm, page: FormPage): Promise<SigninResponse>
}

/** Headers as an object: `set-cookie` as a list, as Node has it. */
const headersOf = (headers: Headers): SigninResponse['headers'] => {
  const cookies = headers.getSetCookie()
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) }
}

const signinResponse = async (response: HttpResponse): Promise<SigninResponse> => ({
  statusCode: response.status,
  headers: headersOf(response.headers),
  body: await response.text(),
  request: { uri: new URL(response.url), href: response.url }
})

/** Pairs as an object: a list only where a name is there several times. */
export const fieldsOf = (pairs: FilledForm['pairs']): Record<string, string | string[]> => {
  const fields = new Map<string, string[]>()
  for (const [name, value] of pairs) fields.set(name, [...(fields.get(name) ?? []), value])
  return Object.fromEntries(
    [...fields].map(([name, [first = '', ...more]]) => [name, more.length > 0 ? [first, ...more] : first])
  )
}

const bodyOf = ({ method, multipart, pairs, charset }: FilledForm, page: FormPage): HttpRequest => {
  if (method === 'GET') return {}
  if (multipart) return { multipart: fieldsOf(pairs) }
  return { form: pairs, formEncoding: charset ?? page.charset }
}

const sendable = (label: string): boolean => !/^(?:utf-?16|gb|big5|euc-|iso-2022|shift_jis)/i.test(label)

/** Over the run's own client. */
export const httpFormClient = (http: Http, options: HttpRequest): FormClient => ({
  sendsButton: true,
  async page(url) {
    try {
      const response = await http.get(url, options)
      const bytes = await response.buffer()
      const type = response.headers.get('content-type') ?? ''
      const charset = options.encoding ?? detectCharset(bytes, type)
      return {
        $: await loadHtml(decodeText(bytes, type, charset)),
        url: response.url,
        charset: sendable(charset) ? charset : 'utf-8'
      }
    } catch (error) {
      // Without the page nobody can sign in, whatever the status says.
      throw HttpError.is(error, 'status')
        ? new KonnectorError('VENDOR_DOWN', { message: error.detail ?? '', cause: error })
        : error
    }
  },
  async submit(form, page) {
    const url = new URL(form.url)
    // As browsers do: the values take the place of the query that the address has.
    if (form.method === 'GET') url.search = new URLSearchParams(form.pairs).toString()
    const headers = { ...options.headers, Referer: page.url.replace(/#.*$/, '') }
    const request = { ...options, ...bodyOf(form, page), method: form.method, headers }
    try {
      return await signinResponse(await http.request(url, request))
    } catch (error) {
      // What the site says of the login may be a 401: whether it failed is for `validate` to say.
      if (HttpError.is(error, 'status') && error.response) return signinResponse(error.response)
      throw error
    }
  }
})
