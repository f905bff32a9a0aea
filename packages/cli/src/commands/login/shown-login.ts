import type { Login } from '../../oauth/login.js'

/** What of a login may be shown: no secret. */
export interface ShownLogin {
  url: string
  client: { id: string; name: string }
  scope: string
  expires: string | null
  since: string
}

export const shownLogin = ({ url, client, scope, expires, since }: Login): ShownLogin => ({
  url,
  client: { id: client.id, name: client.name },
  scope,
  expires: expires ?? null,
  since
})
