/** What a websocket is told of a message that is refused; `source` is that message as it was read. */
export interface Refusal {
  event: 'error'
  payload: { status: string; code: string; title: string; source: unknown }
}

const refusal = (status: string, code: string, title: string, source: unknown): Refusal => ({
  event: 'error',
  payload: { status, code, title, source }
})

/** Word for word the real stack's, but for the last, which it does not need. */
export const REFUSALS = {
  unauthorized: (source: unknown) =>
    refusal('401 Unauthorized', 'unauthorized', 'The authentication has failed', source),
  forbidden: (doctype: string, source: unknown) =>
    refusal('403 Forbidden', 'forbidden', `The application can't subscribe to ${doctype}`, source),
  unknownMethod: (method: string, source: unknown) =>
    refusal('405 Method Not Allowed', 'method not allowed', `The ${method} method is not supported`, source),
  missingType: (source: unknown) =>
    refusal('404 Page Not Found', 'page not found', 'The type parameter is mandatory for SUBSCRIBE', source),
  tooMany: (source: unknown) =>
    refusal(
      '429 Too Many Requests',
      'too many requests',
      'This websocket has as many subscriptions as it may',
      source
    )
} as const
