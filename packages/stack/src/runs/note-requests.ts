import type { FastifyInstance } from 'fastify'
import type { RunHistory } from '../engine/history/api.js'
import { tokenOf } from '../permissions/authenticate.js'

/** Notes what jobs ask of the stack. Whose request it is, its token says; what it may do is asked elsewhere. */
export const noteRequests = (server: FastifyInstance, history: RunHistory): void => {
  server.addHook('onRequest', (request, _reply, done) => {
    const token = tokenOf(request)
    if (token !== '') request.run = history.runOf(token)
    done()
  })
  server.addHook('onResponse', (request, reply, done) => {
    if (request.run !== undefined) {
      history.requested(request.run, {
        method: request.method,
        path: request.url,
        status: reply.statusCode,
        duration: reply.elapsedTime
      })
    }
    done()
  })
}
