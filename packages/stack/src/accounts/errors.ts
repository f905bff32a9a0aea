import { StoreError } from '@cozy-jobs/store'
import { badRequest, JsonApiError } from '../server/http-error.js'

const badGateway = (detail: string): JsonApiError => new JsonApiError(502, detail)

/**
 * The refusals of the dance, in the real stack's words. It answers 500 to all but the first: here what the client did is
 * 400, and what the provider did 502, without what the provider said.
 */
export const ACCOUNT_ERRORS = {
  unknownType: () => new StoreError('not_found', 'missing'),
  wrongType: () => badRequest('Wrong account type'),
  badState: () => badRequest('bad state'),
  tokenElsewhere: () => badRequest('using ?access_token with instance-less redirect'),
  unrefreshable: () => badRequest('this account can not be refreshed'),
  providerDown: () => badGateway('the oauth service does not answer'),
  providerRefused: (status: number) => badGateway(`oauth service responded with status ${status}`),
  providerError: (error: string) => badGateway(`OauthError(${error})`),
  noToken: () => badGateway('server responded without access token')
} as const

/** What a konnector makes of a refused refresh token: the owner has to log in at the provider again. */
export const INVALID_TOKEN = {
  status: '401',
  title: 'Unauthorized',
  code: 'oauth_refresh_invalid_token',
  detail: 'OAuth refresh token is invalid or expired; reconnect account.',
  source: {}
} as const
