import { badRequest, invalidParameter, JsonApiError, notFound } from '../server/http-error.js'

/** The refusals of installations, word for word the real stack's. */
export const INSTALL_ERRORS = {
  invalidSlug: () => invalidParameter('slug', 'Invalid slug name'),
  alreadyInstalled: () => new JsonApiError(409, 'Application with same slug already exists'),
  notInstalled: () => notFound('Application is not installed'),
  unsupportedSource: () => invalidParameter('Source', 'Invalid or not supported source scheme'),
  manifestNotReachable: () => notFound('Application manifest is not reachable'),
  sourceNotReachable: () => badRequest('Application source is not reachable'),
  linkedClient: () => badRequest('A linked OAuth client exists for this app'),
  badManifest: () => badRequest('Application manifest is invalid or malformed'),
  /** The real stack answers 500 to these three. */
  badChecksum: () => badRequest('Application checksum does not match'),
  notAWebapp: (slug: string) =>
    badRequest(`[${slug}] Manifest type is not valid for a webapp. Maybe you want to install a konnector?`),
  notAKonnector: (slug: string) =>
    badRequest(`[${slug}] Manifest type is not valid for a konnector. Maybe you want to install a webapp?`),
  /** Ours from here on: the real stack has no such limits, or says what Go says. */
  badArchive: () =>
    badRequest('Failed to unpack the application: it is no tar archive. Give one, packed with gzip or not.'),
  unsafeArchive: (name: string) =>
    badRequest(
      `Failed to unpack the application: its entry ${JSON.stringify(name.slice(0, 200))} leads outside. Remove it.`
    ),
  linkOutside: (path: string) =>
    badRequest(
      `Failed to copy the application: its link ${JSON.stringify(path.slice(0, 200))} leads outside. Remove it.`
    ),
  notCopied: (why: string) => new JsonApiError(500, `Failed to copy the application: ${why}.`),
  tooLarge: () =>
    badRequest(
      'Failed to fetch the application: it is too large. Install what is built, and nothing besides.'
    )
} as const
