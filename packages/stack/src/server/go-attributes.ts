import type { FastifyRequest } from 'fastify'
import { readBody } from './body.js'
import { decodeJson, goKind, GoJsonError } from './go-json.js'
import { badJson, badRequest } from './http-error.js'

const asObject = (value: unknown, type: string): Record<string, unknown> => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }
  throw badRequest(`json: cannot unmarshal ${goKind(value)} into Go value of type ${type}`)
}

/** Go reads `null` as nothing, which is no error by itself. */
const orMissing = <Value>(value: Value): NonNullable<Value> => {
  if (value === undefined || value === null) throw badRequest(`Bad Request(400): ${badJson().message}`)
  return value
}

/**
 * The attributes of a JSON:API request, for the few routes that say in Go's words why they can't read it; `type` is what
 * Go calls them. Throws 400.
 */
export const readGoAttributes = async (
  request: FastifyRequest,
  type: string
): Promise<Record<string, unknown>> => {
  let sent: unknown
  try {
    sent = decodeJson((await readBody(request)).toString())
  } catch (error) {
    throw error instanceof GoJsonError ? badRequest(error.message) : error
  }
  const { data } = asObject(orMissing(sent), 'jsonapi.Document')
  const { attributes } = asObject(orMissing(data), 'jsonapi.ObjectMarshalling')
  return asObject(attributes ?? {}, type)
}
