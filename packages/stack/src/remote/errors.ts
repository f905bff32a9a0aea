import { badRequest, JsonApiError, notFound } from '../server/http-error.js'

/** The refusals of remote doctypes, word for word the real stack's. */
export const REMOTE_ERRORS = {
  noRequest: () => notFound('the doctype has no request defined'),
  invalidRequest: () => badRequest('the request is not valid'),
  invalidVariables: () => badRequest('the variables are not valid'),
  missingVariable: () => badRequest('a variable is used in the template, but no value was given'),
  wrongVerb: (verb: string) => new JsonApiError(405, `${verb} is not allowed on this endpoint`),
  unreachable: () => new JsonApiError(502, "can't connect to the remote host"),
  contentType: () => new JsonApiError(502, 'the content-type for the response is not authorized'),
  noAsset: () => notFound('wanted remote asset is not part of our asset list')
} as const
