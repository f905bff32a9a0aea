/** What is kept of a login: enough to ask the stack, to renew the token, and to take the client away again. */
export interface Login {
  /** The root of the instance. */
  url: string
  client: {
    id: string
    /** A secret. */
    secret: string
    /** With which the client manages itself. A secret. */
    registrationToken: string
    name: string
  }
  /** Permissions in one text, as they were granted. */
  scope: string
  /** Secrets both. */
  tokens: { access: string; refresh: string }
  /** When the access token ends, as an ISO date; absent where the token does not say. */
  expires?: string
  /** An ISO date. */
  since: string
}
