import { encodeQuery, pageUrl } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import type { AccountType } from './account-type.js'
import { ACCOUNT_ERRORS } from './errors.js'

/** Where the provider leads people back to. */
export const redirectUriOf = (instance: Instance, { redirectUri, id }: AccountType): string =>
  redirectUri || pageUrl(instance, `/accounts/${id}/redirect`)

const addressWith = (endpoint: string, add: (query: URLSearchParams) => void): string => {
  if (!URL.canParse(endpoint)) throw ACCOUNT_ERRORS.wrongType()
  const url = new URL(endpoint)
  // A page of the provider's, never a script of somebody's.
  if (!/^https?:$/.test(url.protocol)) throw ACCOUNT_ERRORS.wrongType()
  const query = new URLSearchParams(url.search)
  add(query)
  query.sort()
  url.search = encodeQuery(query)
  return url.href
}

/** The parameters that are handed on where they are given: our name, the address's name. */
const given = (to: URLSearchParams, from: URLSearchParams, names: Readonly<Record<string, string>>): void => {
  for (const [name, source] of Object.entries(names)) {
    const value = from.get(source) ?? ''
    if (value !== '') to.append(name, value)
  }
}

/** The first mode of `authorization_code+secret`. */
const modeOf = ({ grantMode }: AccountType): string => grantMode.replace(/\+secret$/, '')

const always = (from: URLSearchParams, name: string): string => from.get(name) ?? ''

/** The page at which the owner lets the stack in. Throws 400 for a type that has none. */
export const startAddress = (
  instance: Instance,
  type: AccountType,
  state: string,
  scope: string,
  asked: URLSearchParams
): string => {
  const mode = modeOf(type)
  if (type.grantMode === 'token+secret' || type.grantMode === 'token_redirect_url+secret')
    throw ACCOUNT_ERRORS.wrongType()
  const redirectUri = redirectUriOf(instance, type)
  return addressWith(type.authEndpoint, query => {
    // Some providers break on what the protocol wants.
    if (scope !== '') query.append('scope', scope)
    if (!type.skipRedirectUri && mode !== 'token_redirect_url') query.append('redirect_uri', redirectUri)
    switch (mode) {
      case 'authorization_code':
        query.append('response_type', 'code')
        query.append('client_id', type.clientId)
        break
      case 'token':
        query.append('response_type', 'token')
        query.append('client_id', type.clientId)
        break
      case 'token_redirect_url':
        query.append('response_type', 'token')
        query.append('redirect_url', redirectUri)
        break
      case 'bi_webview':
        query.append('client_id', type.clientId)
        query.append('code', always(asked, 'token'))
        given(query, asked, { connector_ids: 'id_connector', connector_uuids: 'connector_uuids' })
        break
      case 'bi_webauth':
        query.append('client_id', type.clientId)
        query.append('token', always(asked, 'token'))
        given(query, asked, {
          source: 'source',
          id_connector: 'id_connector',
          id_connection: 'id_connection'
        })
        break
      default:
        throw ACCOUNT_ERRORS.wrongType()
    }
    query.append('state', state)
    for (const [name, value] of Object.entries(type.extras)) query.append(name, value)
  })
}

/** The page of a bank's aggregator at which the owner manages a connection, or renews it. */
export const connectionAddress = (
  instance: Instance,
  type: AccountType,
  page: 'manage' | 'reconnect',
  state: string,
  asked: URLSearchParams
): string => {
  if (!/^bi_web(?:auth|view)$/.test(modeOf(type))) throw ACCOUNT_ERRORS.wrongType()
  const endpoint = page === 'manage' ? type.manageEndpoint : type.reconnectEndpoint
  return addressWith(endpoint, query => {
    query.append('client_id', type.clientId)
    query.append('code', always(asked, 'code'))
    query.append('connection_id', always(asked, 'connection_id'))
    query.append('redirect_uri', redirectUriOf(instance, type))
    query.append('state', state)
  })
}
