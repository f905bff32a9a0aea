import { StoreError, type Document } from '@cozy-jobs/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { matchesHash } from '../instances/passphrase.js'
import { readBody } from '../server/body.js'
import { HttpError } from '../server/http-error.js'
import { sendJson } from '../server/json-api.js'
import { headerOf, instanceOf, queryOf } from '../server/request.js'
import { passwordCookie } from './password-cookie.js'
import { storedPermission } from './stored-permission.js'

/** A password and an id are short. */
const LONGEST_FORM = 64 * 1024

const invalidIn = (locale: string): string =>
  locale === 'fr' ? 'Mot de passe incorrect' : 'Invalid password'

/** What says why there is no such share; undefined where there is. */
const find = async (request: FastifyRequest, id: string): Promise<Document | string> => {
  try {
    return await storedPermission(request, id)
  } catch (error) {
    if (error instanceof StoreError) return `CouchDB(${error.code}): ${error.reason}`
    // As Go prints an error of Echo.
    if (error instanceof HttpError) return `code=${error.status}, message=${error.message}`
    throw error
  }
}

/** `POST /auth/share-by-link/password`: whoever knows the password of a share gets a cookie, and may use its code. */
export const addLinkPasswordRoute = (server: FastifyInstance): void => {
  server.post('/auth/share-by-link/password', async (request, reply) => {
    const { origin } = request.headers
    if (origin !== undefined) {
      reply
        .header('access-control-allow-origin', origin)
        .header('access-control-allow-credentials', 'true')
        .header('vary', 'Origin')
    }
    const isForm = headerOf(request, 'content-type').startsWith('application/x-www-form-urlencoded')
    const form = new URLSearchParams(isForm ? (await readBody(request, LONGEST_FORM)).toString() : '')
    const valueOf = (name: string): string => form.get(name) ?? queryOf(request, name)
    const instance = instanceOf(request)
    const found = await find(request, valueOf('perm_id'))
    if (typeof found === 'string') return sendJson(reply, 404, { error: found })
    if (typeof found.password !== 'string') return sendJson(reply, 200, { password: 'none' })
    if (!(await matchesHash(valueOf('password'), found.password))) {
      return sendJson(reply, 403, { error: invalidIn(instance.locale) })
    }
    const { clock, config } = server.stack
    reply.header('set-cookie', passwordCookie(instance, found._id, clock.now(), config.subdomains))
    return sendJson(reply, 200, { password: 'ok' })
  })
}
