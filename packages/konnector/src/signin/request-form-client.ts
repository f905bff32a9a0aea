import { KonnectorError } from '../errors/konnector-error.js'
import { loadHtml } from '../http/response/load-html.js'
import { fieldsOf, type FormClient, type SigninResponse } from './form-client.js'

/** A function that sends requests as `requestFactory` makes them. */
export type RequestInstance = (options: Record<string, unknown>) => PromiseLike<unknown>

const isRequestError = (error: unknown): boolean => {
  const { name } = (error ?? {}) as { name?: unknown }
  return name === 'RequestError' || name === 'StatusCodeError'
}

const vendorDown = (error: unknown): unknown =>
  isRequestError(error)
    ? new KonnectorError('VENDOR_DOWN', { message: (error as Error).message, cause: error })
    : error

/**
 * Over a function that `requestFactory` has made, with its cookies: what goes over the wire is what cozy-konnector-libs
 * sends, a POST of urlencoded fields without the button.
 */
export const requestFormClient = (request: RequestInstance): FormClient => {
  const send = async <T>(options: Record<string, unknown>): Promise<T> => {
    try {
      return (await request(options)) as T
    } catch (error) {
      throw vendorDown(error)
    }
  }
  return {
    sendsButton: false,
    page: async url => ({
      $: await send({ uri: url, transform: (body: unknown) => loadHtml(String(body)) }),
      url,
      charset: 'utf-8'
    }),
    submit: (form, page) =>
      send<SigninResponse>({
        uri: form.url,
        method: 'POST',
        form: fieldsOf(form.pairs),
        transform: (body: unknown, response: SigninResponse) => ({
          statusCode: response.statusCode,
          headers: response.headers,
          request: response.request,
          body: typeof body === 'string' ? body : JSON.stringify(body)
        }),
        headers: { Referer: page.url }
      })
  }
}
