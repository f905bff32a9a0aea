import type { OAuthClient } from './client.js'
import { inOrder } from './client-fields.js'

/** A client as it is told to itself, in the form of RFC 7591; its secret is in it. */
export const clientAnswer = (
  { _id, _rev, ...client }: OAuthClient,
  registrationToken = ''
): Record<string, unknown> =>
  inOrder({ ...client, client_id: _id, registration_access_token: registrationToken })

/** A client as it is told to others: without its secret, its id and revision. */
export const publicClient = ({
  _id,
  _rev,
  client_secret: _secret,
  ...client
}: OAuthClient): Record<string, unknown> => inOrder(client)
