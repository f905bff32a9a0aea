import type { Credentials } from '@cozy-jobs/env'

/** Seconds: a token that ends so soon is changed before it is used. */
const SOON = 60

interface OAuthToken {
  accessToken: string
  refreshToken: string
}

/** What OAuth credentials hold: as cozy-client writes them, and in the words of the stack's own answers. */
interface OAuthClient {
  clientId: string
  clientSecret: string
  token: OAuthToken
}

/** How requests to the stack are authorized. */
export interface Authorization {
  /** For the header, without `Bearer`. A secret. */
  token(): Promise<string>
  /** Gets a new token in the place of `refused`; false where there is none to be had. */
  renew(refused: string): Promise<boolean>
}

/** Where a token comes from and who must know of a new one. */
export interface AuthorizationOptions {
  url: string
  credentials: Credentials
  /** Told each new secret before it is used, to be masked. */
  onSecret?: (secrets: readonly string[]) => void
  now?: () => Date
}

const textIn = (object: unknown, ...names: string[]): string => {
  const found = names.map(name => (object as Record<string, unknown> | undefined)?.[name])
  return found.find((value): value is string => typeof value === 'string') ?? ''
}

const readClient = (oauth: Record<string, unknown>): OAuthClient => {
  const client = oauth['client'] ?? oauth['oauthOptions'] ?? oauth
  const token = oauth['token'] ?? oauth
  return {
    clientId: textIn(client, 'clientID', 'client_id'),
    clientSecret: textIn(client, 'clientSecret', 'client_secret'),
    token: {
      accessToken: textIn(token, 'accessToken', 'access_token'),
      refreshToken: textIn(token, 'refreshToken', 'refresh_token')
    }
  }
}

const endsSoon = (token: string, now: Date): boolean => {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    const { exp } = JSON.parse(payload) as { exp?: unknown }
    return typeof exp === 'number' && exp - now.getTime() / 1000 < SOON
  } catch {
    // No JSON web token: only the stack knows when it ends.
    return false
  }
}

const refresh = async (url: string, { clientId, clientSecret, token }: OAuthClient): Promise<OAuthToken> => {
  const answer = await fetch(new URL('/auth/access_token', url), {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: token.refreshToken,
      client_id: clientId,
      client_secret: clientSecret
    })
  })
  const given = answer.ok ? await answer.json() : undefined
  if (given === undefined) await answer.body?.cancel()
  return {
    accessToken: textIn(given, 'access_token'),
    refreshToken: textIn(given, 'refresh_token') || token.refreshToken
  }
}

/** A bare token as it is; the token of an OAuth client, changed for a new one when it ends. */
export const openAuthorization = ({
  url,
  credentials,
  onSecret,
  now = () => new Date()
}: AuthorizationOptions): Authorization => {
  if (credentials.kind === 'token') {
    return { token: async () => credentials.token, renew: async () => false }
  }
  const client = readClient(credentials.oauth)
  let underWay: Promise<boolean> | undefined
  const change = async (): Promise<boolean> => {
    const token = await refresh(url, client).catch(() => undefined)
    if (!token?.accessToken) return false
    onSecret?.([token.accessToken, token.refreshToken])
    client.token = token
    return true
  }
  const renew = async (refused: string): Promise<boolean> => {
    if (refused !== client.token.accessToken) return true
    if (!client.token.refreshToken || !client.clientId) return false
    // Requests that are refused together share one new token.
    underWay ??= change().finally(() => (underWay = undefined))
    return underWay
  }
  return {
    async token() {
      const { accessToken } = client.token
      if (endsSoon(accessToken, now())) await renew(accessToken)
      return client.token.accessToken
    },
    renew
  }
}
