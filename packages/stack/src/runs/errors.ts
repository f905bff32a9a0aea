import { badRequest, JsonApiError, notFound } from '../server/http-error.js'

/** All that these routes refuse. They are ours, and so are their words. */
export const RUN_ERRORS = {
  unknownRun: (id: string) =>
    notFound(
      `no run has an id that begins or ends with "${id}": it was never here, or is older than what is kept`
    ),
  unknownTrigger: (id: string, domain: string) =>
    notFound(`no trigger of ${domain} has an id that begins or ends with "${id}"`),
  manyRuns: (id: string, found: readonly string[]) =>
    new JsonApiError(409, `"${id}" stands for ${found.length} runs: ${found.slice(0, 5).join(', ')}`),
  manyTriggers: (id: string, found: readonly string[]) =>
    new JsonApiError(409, `"${id}" stands for ${found.length} triggers: ${found.slice(0, 5).join(', ')}`),
  shortId: () => badRequest('an id, or four characters of its beginning or end at least, are needed'),
  badBody: () => badRequest('the body must be a JSON object'),
  badDate: (given: unknown) =>
    badRequest(`${JSON.stringify(given)} is no date: write one in UTC, such as 2027-02-28T05:00:00Z`),
  badDoctype: () => badRequest('"doctype" and "id" of the document are needed'),
  unknownDocument: (doctype: string, id: string) => notFound(`there is no document ${doctype}/${id}`),
  whichInstance: (domains: readonly string[]) =>
    badRequest(`say of which instance with --domain: ${domains.join(', ')}`),
  unknownInstance: (domain: string, domains: readonly string[]) =>
    notFound(`the stack has no instance ${domain}. It has: ${domains.join(', ')}`),
  noDocument: () => badRequest('its trigger waits for a change: say of which document'),
  inputMasked: () =>
    new JsonApiError(
      409,
      'its input held secrets, which are not kept, so that it can not run again as it was: give the input anew'
    ),
  inputTooLarge: () =>
    new JsonApiError(
      409,
      'its input was too large to be kept, so that it can not run again: give the input anew'
    ),
  heldBack: () => new JsonApiError(409, 'its konnector is under maintenance: it can run once that is over'),
  clientWorker: () => badRequest('a job of the worker "client" is run by the app that asks for it')
} as const
