import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieOf, setCookie } from '../server/cookies.js'
import { HttpError } from '../server/http-error.js'

const NAME = '_csrf'

const ONE_HOUR = 3600

/** One that was given out: anything else in the cookie is no token, and never comes back in a header or a page. */
const TOKEN = /^[\w-]{32}$/

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const tokenOf = (request: FastifyRequest): string => {
  const token = cookieOf(request, NAME)
  return TOKEN.test(token) ? token : randomBytes(24).toString('base64url')
}

const send = (reply: FastifyReply, token: string): string => {
  setCookie(reply, {
    name: NAME,
    value: token,
    path: '/auth',
    maxAge: ONE_HOUR,
    httpOnly: true,
    sameSite: 'Strict'
  })
  void reply.header('vary', 'Cookie')
  return token
}

/** The token for a form, which the browser's cookie must repeat. */
export const giveCsrfToken = (request: FastifyRequest, reply: FastifyReply): string =>
  send(reply, tokenOf(request))

/** Throws 400 for a form without a token, 403 for one of another browser. */
export const checkCsrfToken = (request: FastifyRequest, reply: FastifyReply, sent: string): string => {
  const token = tokenOf(request)
  if (sent === '') throw new HttpError(400, 'missing csrf token in the form parameter')
  if (!timingSafeEqual(digest(sent), digest(token))) throw new HttpError(403, 'invalid csrf token')
  return send(reply, token)
}
