import type { FastifyRequest } from 'fastify'
import { headerOf, queryOf } from '../server/request.js'

/** A date of RFC 3339; the other where it is none. */
const dateOf = (text: string, other: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)) ? text : other

/** `Mon, 02 Jan 2006 15:04:05 GMT`, the one form that the real stack reads in a header. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (GMT|UTC)$/

/** The date that a request gives itself, or else now. */
const requestDate = (request: FastifyRequest): string => {
  const header = headerOf(request, 'date')
  const time = HTTP_DATE.test(header) ? Date.parse(header) : NaN
  if (Number.isNaN(time)) return request.server.stack.clock.now().toISOString()
  return new Date(time).toISOString().replace('.000Z', 'Z')
}

/** The dates that a request gives to what it makes or overwrites. */
export const datesOf = (request: FastifyRequest): { created_at: string; updated_at: string } => {
  const date = requestDate(request)
  return {
    created_at: dateOf(queryOf(request, 'CreatedAt'), date),
    updated_at: dateOf(queryOf(request, 'UpdatedAt'), date)
  }
}
