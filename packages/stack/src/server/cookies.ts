import type { FastifyReply, FastifyRequest } from 'fastify'
import { headerOf } from './request.js'

/** A cookie to be set; `maxAge` in seconds, absent where it ends with the browser, 0 where it is taken away. */
export interface Cookie {
  name: string
  value: string
  path: string
  domain?: string
  maxAge?: number
  /** As the real stack in development: never `Secure`, since instances are served over plain HTTP here. */
  sameSite?: 'Lax' | 'Strict'
  httpOnly?: boolean
}

/** The values of all cookies of one name, as they are written: a browser sends those of parent domains too. */
export const cookiesOf = (request: FastifyRequest, name: string): string[] =>
  headerOf(request, 'cookie')
    .split(';')
    .flatMap(pair => {
      const at = pair.indexOf('=')
      return at >= 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : []
    })

/** The value of a request's cookie, as it is written; '' without one. The first of several counts, as in Go. */
export const cookieOf = (request: FastifyRequest, name: string): string => cookiesOf(request, name)[0] ?? ''

/** A cookie as it is set, its attributes in the order in which Go writes them. */
export const cookieText = (cookie: Cookie): string =>
  [
    `${cookie.name}=${cookie.value}`,
    `Path=${cookie.path}`,
    ...(cookie.domain === undefined ? [] : [`Domain=${cookie.domain}`]),
    ...(cookie.maxAge === undefined ? [] : [`Max-Age=${cookie.maxAge}`]),
    ...(cookie.httpOnly ? ['HttpOnly'] : []),
    ...(cookie.sameSite ? [`SameSite=${cookie.sameSite}`] : [])
  ].join('; ')

/** Adds a cookie to an answer. */
export const setCookie = (reply: FastifyReply, cookie: Cookie): void => {
  const before = reply.getHeader('set-cookie')
  const all = before === undefined ? [] : Array.isArray(before) ? before : [String(before)]
  void reply.removeHeader('set-cookie').header('set-cookie', [...all, cookieText(cookie)])
}
