import { headerOf } from '../http/headers.js'

const GLOBAL_DISPATCHER = Symbol.for('undici.globalDispatcher.1')

/** What fetch adds to a request, or sets in the place of what was given (`sec-fetch-mode`). `request` does not. */
const ADDED = ['accept', 'accept-language', 'sec-fetch-mode', 'user-agent']

interface DispatchOptions {
  headers?: Record<string, unknown> | unknown[] | null | undefined
}

interface Dispatcher {
  dispatch(options: DispatchOptions, handler: unknown): boolean
}

/** What fetch has made of the headers, with what was given, or nothing, in the place of its own. */
const asGiven = (
  headers: DispatchOptions['headers'],
  given: Record<string, string>
): DispatchOptions['headers'] => {
  if (headers === null || headers === undefined || Array.isArray(headers)) return headers
  const entries = Object.entries(headers).flatMap(([name, value]) => {
    const own = ADDED.includes(name.toLowerCase()) ? headerOf(given, name.toLowerCase()) : value
    return own === undefined ? [] : [[name, own] as const]
  })
  return Object.fromEntries(entries)
}

/**
 * A dispatcher of fetch that sends the headers which a request was given, and not those that fetch adds: a provider
 * would otherwise be told `user-agent: node`. The one that is in use does the work, a recording for instance.
 *
 * @param own another one than the one in use, for its TLS
 * @returns undefined where there is none to hand over to: then fetch adds its headers
 */
export const givenHeadersDispatcher = (given: Record<string, string>, own?: unknown): unknown => {
  // Node makes its agent when one of fetch's classes is first asked for.
  void globalThis.Response
  const inUse = (): Dispatcher | undefined =>
    (own ?? (globalThis as unknown as Record<symbol, unknown>)[GLOBAL_DISPATCHER]) as Dispatcher | undefined
  if (typeof inUse()?.dispatch !== 'function') return own
  return {
    dispatch: (options: DispatchOptions, handler: unknown) =>
      inUse()!.dispatch({ ...options, headers: asGiven(options.headers, given) }, handler)
  } satisfies Dispatcher
}
