import { KonnectorError } from './errors.js'
import { parseBills, type ListedBill } from './parse-bills.js'

/** What the owner signs in with at the provider. */
export interface Credentials {
  login: string
  password: string
}

/** A signed-in visit to the provider's site. */
export interface Visit {
  bills(): Promise<ListedBill[]>
  download(bill: ListedBill): Promise<Uint8Array>
}

const ask = async (url: URL, init?: RequestInit): Promise<Response> => {
  const response = await fetch(url, { redirect: 'manual', ...init }).catch((error: unknown) => {
    throw new KonnectorError('VENDOR_DOWN', error)
  })
  if (response.status >= 500)
    throw new KonnectorError('VENDOR_DOWN', `${url.pathname} answered ${response.status}`)
  return response
}

/**
 * Signs in at the site of which `baseUrl` is the root.
 *
 * @throws KonnectorError `LOGIN_FAILED` where the provider refuses, `VENDOR_DOWN` where it doesn't answer as a site does
 */
export const signIn = async (baseUrl: string, { login, password }: Credentials): Promise<Visit> => {
  const body = new URLSearchParams({ login, password })
  const answer = await ask(new URL('/login', baseUrl), { method: 'POST', body })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new KonnectorError('LOGIN_FAILED')

  const get = async (path: string): Promise<Response> => {
    const response = await ask(new URL(path, baseUrl), { headers: { cookie } })
    if (!response.ok) throw new KonnectorError('VENDOR_DOWN', `${path} answered ${response.status}`)
    return response
  }
  return {
    bills: async () => parseBills(await (await get('/bills')).text()),
    download: async ({ path }) => new Uint8Array(await (await get(path)).arrayBuffer())
  }
}
