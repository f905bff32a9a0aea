import { HttpError } from '../server/http-error.js'

/** Milliseconds for what is needed to go on, as on the real stack. */
export const LOOKUP_TIME_LIMIT = 5000
/** Milliseconds for what is handed through. */
export const PROXY_TIME_LIMIT = 10_000

/** No answer of a registry is held in memory beyond this many bytes. */
const LARGEST_ANSWER = 64 * 1024 * 1024

/** An address below a registry's own, which may have a path. */
export const addressIn = (registry: string, path: string): URL => {
  const url = new URL(registry)
  const [pathname = '', ...query] = path.split('?')
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${pathname}`
  url.search = query.join('?')
  return url
}

const messageOf = async (response: Response): Promise<string | undefined> => {
  try {
    const body = JSON.parse((await readAnswer(response)).toString()) as { message?: unknown }
    return typeof body.message === 'string' ? body.message : undefined
  } catch {
    return undefined
  }
}

export interface Asking {
  signal?: AbortSignal | undefined
  timeLimit: number
}

/**
 * Asks one registry. Undefined where it has no such thing; throws its refusal, and 502 where it can't be reached (the
 * real stack answers 500).
 */
export const askRegistry = async (
  registry: string,
  path: string,
  { signal, timeLimit }: Asking
): Promise<Response | undefined> => {
  const limit = AbortSignal.timeout(timeLimit)
  let response: Response
  try {
    const url = addressIn(registry, path)
    const login = [url.username, url.password].map(decodeURIComponent).join(':')
    url.username = url.password = ''
    response = await fetch(url, {
      headers: login === ':' ? {} : { authorization: `Basic ${Buffer.from(login).toString('base64')}` },
      signal: signal ? AbortSignal.any([signal, limit]) : limit
    })
  } catch {
    throw new HttpError(502, limit.aborted ? 'The registry does not answer' : 'The registry is not reachable')
  }
  if (response.status === 200) return response
  if (response.status === 404) {
    await response.body?.cancel()
    return undefined
  }
  throw new HttpError(response.status >= 400 ? response.status : 502, await messageOf(response))
}

/** The first answer that one of the registries gives. */
export const askRegistries = async (
  registries: readonly string[],
  path: string,
  asking: Asking
): Promise<Response | undefined> => {
  for (const registry of registries) {
    const response = await askRegistry(registry, path, asking)
    if (response) return response
  }
  return undefined
}

/** The body of an answer. Throws 502 where it is too large or cut off. */
export const readAnswer = async (response: Response): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > LARGEST_ANSWER) throw new Error('too large')
      chunks.push(chunk)
    }
  } catch {
    throw new HttpError(502, 'The registry does not answer')
  }
  return Buffer.concat(chunks)
}

/** The body as JSON. Throws 502 where it is none. */
export const readJsonAnswer = async (response: Response): Promise<unknown> => {
  const body = await readAnswer(response)
  try {
    return JSON.parse(body.toString())
  } catch {
    throw new HttpError(502, 'The registry answers with what is no JSON')
  }
}
