import { allowInsecureRequests, customFetch, type AuthorizationServer } from 'oauth4webapi'
import { reach } from '../http/reach.js'

/** The addresses of a stack for OAuth: it tells them nowhere, they are the same on each. */
export const serverOf = (url: URL): AuthorizationServer => ({
  issuer: url.origin,
  registration_endpoint: new URL('/auth/register', url).href,
  authorization_endpoint: new URL('/auth/authorize', url).href,
  token_endpoint: new URL('/auth/access_token', url).href
})

/** How requests go out. A stack on this machine speaks plain HTTP. */
export const requestOptions = (url: URL, signal: AbortSignal) => ({
  [allowInsecureRequests]: url.protocol === 'http:',
  [customFetch]: (address: string, init: unknown) => reach(url, new URL(address), init as RequestInit),
  signal
})
