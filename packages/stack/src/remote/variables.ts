import type { FastifyRequest } from 'fastify'
import { isObject } from '../engine/execution/attempt.js'
import { readBody } from '../server/body.js'
import { decodeJson } from '../server/go-json.js'
import { HttpError } from '../server/http-error.js'
import { REMOTE_ERRORS } from './errors.js'
import type { Variables } from './fill-request.js'

/** What a request gives for the places of a definition: in its query, or in the JSON of its body. */
export const variablesOf = async (request: FastifyRequest, verb: 'GET' | 'POST'): Promise<Variables> => {
  if (verb === 'GET') return { ...(request.query as Record<string, string>) }
  let given: unknown
  try {
    given = decodeJson((await readBody(request)).toString())
  } catch (error) {
    if (error instanceof HttpError) throw error
    throw REMOTE_ERRORS.invalidVariables()
  }
  if (given === null) return {}
  if (!isObject(given)) throw REMOTE_ERRORS.invalidVariables()
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (value !== null && typeof value !== 'string') throw REMOTE_ERRORS.invalidVariables()
      return [name, value ?? '']
    })
  )
}
