import type { FastifyRequest } from 'fastify'
import { readBody } from '../server/body.js'
import { headerOf, queryOf } from '../server/request.js'

/** A passphrase, an address, some tokens. */
const LIMIT = 64 * 1024

/** The fields of a form that was sent; a field of the query stands where the body has none, as in Go. */
export const readForm = async (request: FastifyRequest): Promise<(name: string) => string> => {
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headerOf(request, 'content-type'))
  const body = await readBody(request, LIMIT)
  const fields = new URLSearchParams(isForm ? body.toString() : '')
  return name => fields.get(name) ?? queryOf(request, name)
}
