import type { FastifyInstance, FastifyRequest } from 'fastify'
import { HttpError } from '../server/http-error.js'
import { headerOf } from '../server/request.js'
import { AdminSecret } from './admin-secret.js'

/** The password of basic authorization; the user's name is not looked at. Undefined without one. */
const passwordOf = (request: FastifyRequest): string | undefined => {
  const [, encoded] = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(headerOf(request, 'authorization')) ?? []
  const credentials = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString()
  const colon = credentials.indexOf(':')
  return colon < 0 ? undefined : credentials.slice(colon + 1)
}

/** Has each request of a server say the passphrase of `cozy-admin-passphrase`, in the words of the real stack. */
export const askForPassphrase = (server: FastifyInstance, hash: string): void => {
  const secret = new AdminSecret(hash)
  server.addHook('onRequest', async request => {
    const password = passwordOf(request)
    if (password === undefined) throw new HttpError(401, 'missing basic auth')
    if (!(await secret.check(password))) throw new HttpError(403, 'bad passphrase')
  })
}
