/** A refusal of RFC 7591, as the real stack words it. */
export class ClientError extends Error {
  override name = 'ClientError'
  readonly status: number
  /** `error` of the answer. */
  readonly code: string

  constructor(status: number, code: string, description = '') {
    super(description)
    this.status = status
    this.code = code
  }

  /** The body of the answer. */
  get body(): Record<string, string> {
    return { error: this.code, ...(this.message && { error_description: this.message }) }
  }
}

const metadata = (description?: string): ClientError =>
  new ClientError(400, 'invalid_client_metadata', description)
const redirect = (description: string): ClientError =>
  new ClientError(400, 'invalid_redirect_uri', description)
const software = (description: string): ClientError =>
  new ClientError(400, 'unapproved_software_id', description)

/** The refusals of a registration, word for word the real stack's. */
export const CLIENT_ERRORS = {
  noRedirect: () => redirect('redirect_uris is mandatory'),
  badRedirect: (uri: string) => redirect(`${uri} is invalid`),
  noName: () => metadata('client_name is mandatory'),
  noSoftware: () => metadata('software_id is mandatory'),
  badPlatform: () => metadata(),
  reservedApp: () => software('Link with store/settings is forbidden'),
  unknownApp: () => software('Application was not found on instance registries'),
  noId: () => new ClientError(400, 'invalid_client_id', 'client_id is mandatory'),
  badSecret: () => new ClientError(400, 'invalid_client_secret', 'client_secret is invalid'),
  conflict: () => new ClientError(409, 'conflict')
} as const
