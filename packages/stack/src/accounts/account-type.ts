import { isObject, textOf } from '../engine/execution/attempt.js'
import type { SecretDocument, SecretDocuments } from '../secrets/secret-documents.js'
import { ACCOUNT_ERRORS } from './errors.js'

/** How the stack is let in at a provider: a document that the administration alone reads and writes. */
export interface AccountType {
  /** Without the context that it may be for. */
  id: string
  slug: string
  /** `authorization_code`, `token`, `token_redirect_url`, `bi_webview`, `bi_webauth`, `secret`; `…+secret` for both. */
  grantMode: string
  clientId: string
  clientSecret: string
  authEndpoint: string
  manageEndpoint: string
  reconnectEndpoint: string
  /** '' where the konnector gets the token itself. */
  tokenEndpoint: string
  /** How the stack says who it is: `form`, `basic` or `get`. */
  tokenMode: string
  /** The one that is registered at the provider; this instance's where ''. */
  redirectUri: string
  /** Added to the address of the provider. */
  extras: Readonly<Record<string, string>>
  skipRedirectUri: boolean
  skipState: boolean
  /** Ours: what is asked for where nobody says; undefined where it says nothing of it. */
  scope: unknown
  /** For the konnector, in its `COZY_PARAMETERS`. */
  secret: unknown
  /** Its id with the context, as it stands in addresses. */
  fullId: string
}

const DOCTYPE = 'io.cozy.account_types'

const textsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).filter(
      (one): one is [string, string] => typeof one[1] === 'string'
    )
  )

const readType = (doc: SecretDocument): AccountType => ({
  id: doc._id.slice(doc._id.indexOf('/') + 1),
  fullId: doc._id,
  slug: textOf(doc.slug),
  grantMode: textOf(doc.grant_mode),
  clientId: textOf(doc.client_id),
  clientSecret: textOf(doc.client_secret),
  authEndpoint: textOf(doc.auth_endpoint),
  manageEndpoint: textOf(doc.manage_endpoint),
  reconnectEndpoint: textOf(doc.reconnect_endpoint),
  tokenEndpoint: textOf(doc.token_endpoint),
  tokenMode: textOf(doc.token_mode),
  redirectUri: textOf(doc.redirect_uri),
  extras: textsOf(doc.extras),
  skipRedirectUri: doc.skip_redirect_uri_on_authorize === true,
  skipState: doc.skip_state_on_token === true,
  scope: doc.scope,
  secret: doc.secret
})

/** That of the context, else that of all. Throws 404 where there is none. */
export const findAccountType = async (
  secrets: Pick<SecretDocuments, 'get'>,
  id: string,
  context: string
): Promise<AccountType> => {
  const found = (await secrets.get(DOCTYPE, `${context}/${id}`)) ?? (await secrets.get(DOCTYPE, id))
  if (!found) throw ACCOUNT_ERRORS.unknownType()
  return readType(found)
}

/** The secret that a konnector gets as a parameter; undefined where its account type has none, or it has several. */
export const konnectorSecret = async (
  secrets: Pick<SecretDocuments, 'list'>,
  slug: string,
  context: string
): Promise<unknown> => {
  const types = (await secrets.list(DOCTYPE)).map(readType).filter(type => type.slug === slug)
  const own = types.filter(({ fullId }) => fullId.startsWith(`${context}/`))
  const global = types.filter(type => !type.fullId.includes('/') && !own.some(({ id }) => id === type.id))
  const [only, ...others] = [...own, ...global]
  return only && others.length === 0 && /(?:^|\+)secret$/.test(only.grantMode) ? only.secret : undefined
}
