import type { FastifyRequest } from 'fastify'
import { HttpError, invalidParameter } from '../server/http-error.js'
import { queryOf } from '../server/request.js'

/** One page of a PDF: the real stack has programs for that, this one has not. Throws 501, 422 for what is no page. */
export const refusePage = (request: FastifyRequest): void => {
  const page = queryOf(request, 'Page')
  if (page === '') return
  if (!/^[+-]?\d+$/.test(page)) {
    throw invalidParameter('Page', `strconv.Atoi: parsing ${JSON.stringify(page)}: invalid syntax`)
  }
  throw new HttpError(
    501,
    'Failed to send one page of a PDF: this stack does not have it yet. Take the whole file, without Page.'
  )
}
