import type { FastifyRequest } from 'fastify'
import { readBody } from '../server/body.js'
import { decodeJson } from '../server/go-json.js'
import { RUN_ERRORS } from './errors.js'

/** As much as an event or a payload may be. */
const LIMIT = 8 * 1024 * 1024

/** The body of a request as an object; an empty one for an empty body. Throws 400. */
export const readObject = async (request: FastifyRequest): Promise<Record<string, unknown>> => {
  const text = (await readBody(request, LIMIT)).toString()
  if (text === '') return {}
  let value: unknown
  try {
    value = decodeJson(text)
  } catch {
    throw RUN_ERRORS.badBody()
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw RUN_ERRORS.badBody()
  return value as Record<string, unknown>
}
