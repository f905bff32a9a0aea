import { types } from 'node:util'
import { createMasker } from '@cozy-jobs/logging'
import type {
  BodyReaders,
  CookieStore,
  Http,
  HttpCall,
  HttpOptions,
  HttpRequest,
  HttpResponse
} from './api.js'
import { createCookieStore } from './cookies/cookie-store.js'
import { HttpError } from './http-error.js'
import { createHostLimits, type HostLimits } from './limits/host-limits.js'
import { mergeHeaders } from './headers.js'
import { sendRequest } from './send-request.js'
import { shownUrl } from './shown-url.js'

/** What clients share that are made of each other. */
interface Shared {
  jar: CookieStore | undefined
  limits: HostLimits
}

const callOf = (sent: Promise<HttpResponse>): HttpCall => {
  const readers: BodyReaders & Pick<HttpCall, 'stream'> = {
    text: () => sent.then(response => response.text()),
    json: <T>() => sent.then(response => response.json<T>()),
    $: () => sent.then(response => response.$()),
    cheerio: () => sent.then(response => response.$()),
    buffer: options => sent.then(response => response.buffer(options)),
    stream: () => sent.then(response => response.stream())
  }
  return Object.assign(sent, readers)
}

const build = (options: HttpOptions, shared: Shared): Http => {
  const hide = createMasker(options.secrets ?? [])
  const shown = (url: URL): string => shownUrl(url, options.secrets)
  const send = async (url: string | URL, request: HttpRequest): Promise<HttpResponse> => {
    try {
      return await sendRequest(url, request, { ...options, ...shared, hide, shown })
    } catch (error) {
      // A TypeError is what is wrong with the request itself; of the address no more is shown than is known to be safe.
      if (!types.isNativeError(error) || !['TypeError', 'RangeError'].includes(error.name)) throw error
      const facts = { method: request.method ?? 'GET', url: shownUrl(url, options.secrets) }
      throw new HttpError({ kind: 'invalid-request', ...facts, reason: hide(error.message), cause: error })
    }
  }
  const by =
    (method?: string): Http['get'] =>
    (url, request = {}) =>
      callOf(send(url, method === undefined ? request : { ...request, method }))
  return {
    request: by(),
    get: by('GET'),
    head: by('HEAD'),
    post: by('POST'),
    put: by('PUT'),
    patch: by('PATCH'),
    delete: by('DELETE'),
    extend: more =>
      build(
        { ...options, ...more, headers: mergeHeaders(options.headers, more.headers) },
        {
          jar: more.jar === undefined ? shared.jar : more.jar || undefined,
          limits: more.rateLimit === undefined ? shared.limits : createHostLimits(more.rateLimit)
        }
      ),
    jar: shared.jar
  }
}

/**
 * A client of the provider's site over Node's own fetch: cookies, charsets, redirects, tries with pauses, limits by
 * host, and never beyond the time of the run.
 *
 * @example
 * const http = createHttp({ baseUrl: 'https://shop.example', budget, log })
 * const { orders } = await http.get('/api/orders').json<{ orders: Order[] }>()
 */
export const createHttp = (options: HttpOptions = {}): Http =>
  build(options, {
    jar: options.jar === false ? undefined : (options.jar ?? createCookieStore()),
    limits: createHostLimits(options.rateLimit)
  })
