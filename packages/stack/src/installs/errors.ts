import { badRequest, invalidParameter, JsonApiError, notFound } from '../server/http-error.js'

/** The refusals of installations, word for word the real stack's. */
export const INSTALL_ERRORS = {
  invalidSlug: () => invalidParameter('slug', 'Invalid slug name'),
  alreadyInstalled: () => new JsonApiError(409, 'Application with same slug already exists'),
  notInstalled: () => notFound('Application is not installed'),
  unsupportedSource: () => invalidParameter('Source', 'Invalid or not supported source scheme'),
  manifestNotReachable: () => notFound('Application manifest is not reachable'),
  badManifest: () => badRequest('Application manifest is invalid or malformed'),
  /** The real stack answers 500 to these two. */
  notAWebapp: (slug: string) =>
    badRequest(`[${slug}] Manifest type is not valid for a webapp. Maybe you want to install a konnector?`),
  notAKonnector: (slug: string) =>
    badRequest(`[${slug}] Manifest type is not valid for a konnector. Maybe you want to install a webapp?`),
  /** Ours alone: the real stack has these sources. */
  sourceNotThere: (scheme: string) =>
    new JsonApiError(
      501,
      `Failed to install from ${scheme}: this stack does not have such sources yet. What it has is listed in docs/reference/fidelity.md.`
    )
} as const
