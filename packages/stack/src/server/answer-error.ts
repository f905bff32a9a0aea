import { StoreError } from '@cozy-jobs/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pageUrl } from '../instances/addresses.js'
import { diskRefusal } from './disk-refusal.js'
import { wordsOfError } from './error-words.js'
import { GoJsonError } from './go-json.js'
import { escapeHtml, ICON, sendPage } from './html.js'
import { HttpError, JsonApiError } from './http-error.js'
import { sendErrors, sendJson } from './json-api.js'
import { headerOf } from './request.js'
import { textsOf } from './texts.js'

/** Who typed the machine's own name or address is led to the instances of that port; a foreign name is told nothing. */
const instancesHere = (request: FastifyRequest): string => {
  const { instances } = request.server.stack
  const host = headerOf(request, 'host')
  if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host) || instances.get(host)) return ''
  const links = instances
    .list()
    .filter(({ domain }) => (domain.split(':')[1] ?? '80') === String(request.socket.localPort))
    .map(instance => escapeHtml(pageUrl(instance, '/')))
    .map(url => `        <li><a href="${url}">${url}</a></li>`)
  if (links.length === 0) return ''
  return `\n      <h2>${textsOf('en').instancesHere}</h2>\n      <ul>\n${links.join('\n')}\n      </ul>`
}

const sendErrorPage = (request: FastifyRequest, reply: FastifyReply, error: HttpError): FastifyReply => {
  const { locale } = request.server.stack.instances.get(headerOf(request, 'host')) ?? { locale: 'en' }
  const { title, message } = wordsOfError(error.message, locale) ?? {
    title: textsOf(locale).errorTitle,
    message: error.message
  }
  const main = `${ICON}\n      <h1>${escapeHtml(title)}</h1>\n      <p>${escapeHtml(message)}</p>${instancesHere(request)}`
  return sendPage(reply, error.status, { locale, title, main })
}

/** In the form that the client accepts, as the real stack's error pages do. */
export const sendHttpError = (
  request: FastifyRequest,
  reply: FastifyReply,
  error: HttpError
): FastifyReply => {
  const accept = headerOf(request, 'accept')
  if (request.method === 'HEAD') return reply.code(error.status).send()
  if (accept.includes('application/json')) return sendJson(reply, error.status, { error: error.json })
  if (accept.includes('text/html')) return sendErrorPage(request, reply, error)
  return reply.code(error.status).header('content-type', 'text/plain; charset=UTF-8').send(error.message)
}

const sendApiError = (request: FastifyRequest, reply: FastifyReply, error: JsonApiError): FastifyReply => {
  if (request.method === 'HEAD') return reply.code(error.status).send()
  const { status, title, message: detail, source } = error
  return sendErrors(reply, status, [{ status: String(status), title, ...(detail && { detail }), source }])
}

/** Errors of Fastify itself carry a status; so may those of other parts of the stack. */
const statusOf = (error: object): number => {
  const status = 'statusCode' in error ? error.statusCode : 'status' in error ? error.status : 500
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500
}

/** The answer to an error that a route has thrown. What nobody foresaw is a 500 without its details, and a line of log. */
export const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  if (error instanceof HttpError) return sendHttpError(request, reply, error)
  if (error instanceof JsonApiError) return sendApiError(request, reply, error)
  if (error instanceof StoreError) {
    return sendApiError(request, reply, new JsonApiError(error.status, error.reason, { title: error.code }))
  }
  if (error instanceof GoJsonError) return sendApiError(request, reply, new JsonApiError(400, error.message))
  if (error instanceof Error && statusOf(error) < 500) {
    return sendApiError(request, reply, new JsonApiError(statusOf(error), error.message))
  }
  reportBug(error, request)
  return sendApiError(request, reply, new JsonApiError(500, ''))
}

/** Ours to mend, or the disk's refusal: a person sees it in the log, the client only that there was one. */
export const reportBug = (error: unknown, request: FastifyRequest): void => {
  const [path] = request.url.split('?')
  const refusal = diskRefusal(error)
  const bug = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const why = refusal === undefined ? bug : `${refusal}.`
  request.server.stack.log(`Failed to answer ${request.method} ${path}: ${why}`)
}
