import type { FastifyReply, FastifyRequest } from 'fastify'
import { instanceOf } from '../../server/request.js'
import { sendAuthErrorPage } from '../pages/error-page.js'

/** What is wrong with a request, in the real stack's words. Never told to its `redirect_uri`: that may be anybody's. */
export class AuthorizeError extends Error {
  override name = 'AuthorizeError'
  readonly status: number

  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

/** Answers with a page what is wrong with a request. */
export const orErrorPage =
  (handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      return await handler(request, reply)
    } catch (error) {
      if (!(error instanceof AuthorizeError)) throw error
      return sendAuthErrorPage(request, reply, instanceOf(request), error.status, { message: error.message })
    }
  }
