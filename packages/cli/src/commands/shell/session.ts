import type { Http, HttpCall, HttpResponse } from '@cozy-jobs/konnector'
import * as konnector from '@cozy-jobs/konnector'
import type { DevConfig } from '@cozy-jobs/fixtures'

/** What is known by name in the shell. */
export type Names = Record<string, unknown>

const CALLS = ['request', 'get', 'head', 'post', 'put', 'patch', 'delete'] as const

/** The functions that need no run around them. */
const { normalizeFilename, formatDate, sanitizeFileName, errors, HttpError, matchBillsToOperations } =
  konnector

const isPage = (response: HttpResponse): boolean =>
  /html|xml/.test(response.headers.get('content-type') ?? '')

/**
 * The names of a shell. Each answer that `http` gets becomes `response`, and its page `$`; `seen` is told of it.
 */
export const openSession = (
  { fields = {}, COZY_PARAMETERS: parameters = {} }: DevConfig,
  names: Names,
  debug: (line: string) => void
): void => {
  let isLoud = false
  const log = {
    debug: (line: unknown) => isLoud && debug(String(line)),
    warning: (line: unknown) => debug(String(line))
  }
  const plain = konnector.createHttp({ log: log, throwOnStatus: false, retries: 0 })
  const keep = async (response: HttpResponse): Promise<void> => {
    names['response'] = response
    if (isPage(response)) names['$'] = await response.$().catch(() => names['$'])
  }
  const followed = (http: Http): Http => ({
    ...http,
    ...Object.fromEntries(
      CALLS.map(name => [
        name,
        (...args: Parameters<Http['get']>): HttpCall => {
          const call = http[name](...args)
          const kept = call.then(async response => {
            await keep(response)
            return response
          })
          return Object.assign(kept, {
            text: () => kept.then(each => each.text()),
            json: <T>() => kept.then(each => each.json<T>()),
            $: () => kept.then(each => each.$()),
            cheerio: () => kept.then(each => each.$()),
            buffer: (options?: { max?: number }) => kept.then(each => each.buffer(options)),
            stream: () => kept.then(each => each.stream())
          })
        }
      ])
    ),
    extend: options => followed(http.extend(options))
  })
  Object.assign(names, {
    http: followed(plain),
    request: konnector.requestFactory({ jar: true }),
    requestFactory: konnector.requestFactory,
    scrape: konnector.scrape,
    normalizeFilename,
    formatDate,
    sanitizeFileName,
    errors,
    HttpError,
    matchBillsToOperations,
    fields,
    parameters,
    debug: (on = true) => void (isLoud = on)
  })
}
