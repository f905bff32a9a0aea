import type { FastifyRequest } from 'fastify'
import { readBody } from '../server/body.js'
import { parseQuery } from '../server/query.js'
import { headerOf, queryOf } from '../server/request.js'

/** A passphrase, an address, some tokens. */
const LIMIT = 64 * 1024

const NO_FIELDS = new URLSearchParams()

/** The texts of a multipart body, which Go's `FormValue` reads as well; none of one that can't be read. */
const multipartFields = async (body: Buffer, type: string): Promise<(name: string) => string | null> => {
  const sent = new Response(body, { headers: { 'content-type': type } })
  const fields = await sent.formData().catch(() => NO_FIELDS)
  return name => {
    const value = fields.get(name)
    return typeof value === 'string' ? value : null
  }
}

/** The fields of a form that was sent; a field of the query stands where the body has none, as in Go. */
export const readForm = async (request: FastifyRequest): Promise<(name: string) => string> => {
  const type = headerOf(request, 'content-type')
  const body = await readBody(request, LIMIT)
  if (/^multipart\/form-data\s*;/i.test(type)) {
    const field = await multipartFields(body, type)
    return name => field(name) ?? queryOf(request, name)
  }
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)
  const fields = parseQuery(isForm ? body.toString() : '')
  return name => fields[name] ?? queryOf(request, name)
}
