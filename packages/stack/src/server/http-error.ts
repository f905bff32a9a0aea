import { STATUS_CODES } from 'node:http'

/**
 * A refusal that the real stack words in Echo's way. Outside `/data` its body is `{"error": message}`, within `/data`
 * `{"error": "code=403, message=…"}`.
 */
export class HttpError extends Error {
  readonly status: number
  /** What stands for the message in JSON: now and then the real stack shows an error of Go itself there. */
  readonly json: unknown

  constructor(status: number, message: string = STATUS_CODES[status] ?? 'Error', json: unknown = message) {
    super(message)
    this.name = 'HttpError'
    this.status = status
    this.json = json
  }
}

/** What a JSON:API error points at: a parameter of the request, or a place in its document. */
export interface JsonApiErrorSource {
  parameter?: string
  pointer?: string
}

/** A refusal with a body of JSON:API: `{"errors": [{ status, title, detail, source }]}`. */
export class JsonApiError extends Error {
  readonly status: number
  readonly title: string
  readonly source: JsonApiErrorSource

  constructor(status: number, detail: string, options: { title?: string; source?: JsonApiErrorSource } = {}) {
    super(detail)
    this.name = 'JsonApiError'
    this.status = status
    this.title = options.title ?? STATUS_CODES[status] ?? 'Error'
    this.source = options.source ?? {}
  }
}

export const notFound = (detail: string): JsonApiError => new JsonApiError(404, detail)

export const badRequest = (detail: string): JsonApiError => new JsonApiError(400, detail)

/** The real stack's one answer to a JSON:API document that it can't read. */
export const badJson = (): JsonApiError =>
  badRequest('JSON input is malformed or is missing mandatory fields')

export const invalidParameter = (parameter: string, detail: string): JsonApiError =>
  new JsonApiError(422, detail, { title: 'Invalid Parameter', source: { parameter } })

export const invalidAttribute = (attribute: string, detail: string): JsonApiError =>
  new JsonApiError(422, detail, {
    title: 'Invalid Attribute',
    source: { pointer: `/data/attributes/${attribute}` }
  })

export const preconditionFailed = (parameter: string, detail: string): JsonApiError =>
  new JsonApiError(412, detail, { source: { parameter } })
