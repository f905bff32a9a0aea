import { createMasker, visible } from '@cozy-jobs/logging'
import { isSafe, withoutLogin } from '../remote/credentials.js'
import { PUBLISH_ERRORS } from './errors.js'
import { reasonOf } from './reason.js'

/** A version, as a registry is told of it. */
export interface NewVersion {
  version: string
  url: string
  sha256: string
  /** Stands in for `parameters` of the manifest. */
  parameters?: unknown
}

/** A version, as a registry tells of it. */
export interface KnownVersion {
  version: string
  sha256?: string
  created_at?: string
}

/** A registry, asked by HTTP. */
export interface RegistryClient {
  /** Undefined where it has none of this name. */
  version(slug: string, version: string): Promise<KnownVersion | undefined>
  hasApplication(slug: string): Promise<boolean>
  /** Answers where the version is. */
  publish(slug: string, version: NewVersion, token: string): Promise<string | undefined>
}

/** Milliseconds. A registry fetches the archive before it answers. */
const TIME_LIMIT = 120_000

/** The most that is repeated of what a registry says. */
const LONGEST = 300

/** What a registry says for itself, in one of the forms that there are, on one line. */
const wordsOf = async (response: Response, token?: string): Promise<string> => {
  const body = await response.text().catch(() => '')
  let words = ''
  try {
    const { error, message, errors } = JSON.parse(body) as {
      error?: unknown
      message?: unknown
      errors?: { detail?: unknown }[]
    }
    const said = [error, message, errors?.[0]?.detail].find(text => typeof text === 'string')
    words = typeof said === 'string' ? said : ''
  } catch {
    // A page of a proxy: its status says more.
  }
  const shown = visible(
    createMasker(token ? [token] : [])(words)
      .replace(/\s+/g, ' ')
      .trim()
  )
  return shown.slice(0, LONGEST).replace(/\.$/, '')
}

/**
 * The client of a registry.
 *
 * @throws DeployError for an address that is none, or that would have the token travel in the clear
 */
export const createRegistryClient = (registry: string, signal: AbortSignal): RegistryClient => {
  if (!/^https?:\/\//.test(registry) || !URL.canParse(registry)) {
    throw PUBLISH_ERRORS.badAddress('the registry', withoutLogin(registry))
  }
  const base = new URL(registry)
  // Neither a login nor a query belongs there, and both would be shown.
  base.username = base.password = base.search = base.hash = ''
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  const shown = base.href
  if (!isSafe(base)) throw PUBLISH_ERRORS.inTheClear(shown)

  const send = async (path: readonly string[], init: RequestInit = {}): Promise<Response> => {
    const url = new URL(['registry', ...path].map(encodeURIComponent).join('/'), base)
    const within = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT)])
    let response: Response
    try {
      response = await fetch(url, { ...init, redirect: 'manual', signal: within })
    } catch (error) {
      throw PUBLISH_ERRORS.unreachable(shown, reasonOf(error))
    }
    if (response.status >= 300 && response.status < 400) throw PUBLISH_ERRORS.moved(shown, response.status)
    return response
  }

  const find = async (path: readonly string[]): Promise<unknown> => {
    const response = await send(path)
    if (response.status === 404) return undefined
    if (!response.ok) throw PUBLISH_ERRORS.refused(shown, response.status, await wordsOf(response))
    try {
      return await response.json()
    } catch {
      throw PUBLISH_ERRORS.refused(shown, response.status, 'it answers no JSON')
    }
  }

  const refusal = async (response: Response, slug: string, { version }: NewVersion, token: string) => {
    const words = await wordsOf(response, token)
    switch (response.status) {
      case 400:
        return PUBLISH_ERRORS.badRequest(shown, words)
      case 401:
        return PUBLISH_ERRORS.tokenRefused(shown, words)
      case 403:
        return PUBLISH_ERRORS.notYours(shown, slug, words)
      case 404:
        return PUBLISH_ERRORS.notRegistered(shown, slug)
      case 409:
        return PUBLISH_ERRORS.conflict(slug, version)
      case 412:
        return PUBLISH_ERRORS.refusedArchive(shown, words)
      default:
        return PUBLISH_ERRORS.refused(shown, response.status, words)
    }
  }

  return {
    version: async (slug, version) => (await find([slug, version])) as KnownVersion | undefined,
    hasApplication: async slug => (await find([slug])) !== undefined,
    publish: async (slug, version, token) => {
      const response = await send([slug], {
        method: 'POST',
        headers: {
          authorization: `Token ${token}`,
          'content-type': 'application/json',
          accept: 'application/json'
        },
        body: JSON.stringify(version)
      })
      if (!response.ok) throw await refusal(response, slug, version, token)
      await response.body?.cancel()
      return response.headers.get('location') ?? undefined
    }
  }
}
