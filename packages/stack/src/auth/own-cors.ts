import type { FastifyReply, FastifyRequest } from 'fastify'

/** The pages of the login are left out of what lets apps call the API: some routes let them in one by one. */
export const allowOrigin = ({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply
    .header('vary', 'Origin')
    .header('access-control-allow-origin', headers.origin ?? '')
    .header('access-control-allow-credentials', 'true')

/** Answers what a browser asks before it lets a page call such a route. */
export const preflight =
  (method: 'DELETE' | 'POST') =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const asked = request.headers['access-control-request-headers']
    if (asked) void reply.header('access-control-allow-headers', asked)
    return allowOrigin(request, reply)
      .header('vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers')
      .header('access-control-allow-methods', method)
      .header('access-control-max-age', '43200')
      .code(204)
      .send()
  }
