import type { FastifyRequest } from 'fastify'
import { readBody } from '../server/body.js'
import { syntaxErrorOffset } from '../server/go-json-syntax.js'
import { decodeObject, GoJsonError } from '../server/go-json.js'
import { badRequest } from '../server/http-error.js'
import { headerOf } from '../server/request.js'

/** As large as a document can be. */
const LARGEST = 8_000_000

/** An error of Echo's binder, as Go prints it. */
const bindError = (code: number, message: string, internal?: string): Error =>
  badRequest(`code=${code}, message=${message}${internal === undefined ? '' : `, internal=${internal}`}`)

/** What the binder says of a text that is no JSON, or no object: how far it has read, and the reason twice. */
const jsonError = (text: string, reason: string): Error => {
  if (reason.startsWith('invalid character')) {
    return bindError(400, `Syntax error: offset=${syntaxErrorOffset(text)}, error=${reason}`, reason)
  }
  const kind = /unmarshal (\w+) into Go value of type map/.exec(reason)?.[1]
  if (kind === undefined) return bindError(400, reason, reason)
  const offset = kind === 'array' ? 1 : Buffer.byteLength(text.trim())
  const expected = 'map[string]interface {}'
  return bindError(
    400,
    `Unmarshal type error: expected=${expected}, got=${kind}, field=, offset=${offset}`,
    reason
  )
}

/** The body of a notification, which must be an object; `_type` is dropped, as the real stack does. */
export const readNotification = async (request: FastifyRequest): Promise<Record<string, unknown>> => {
  const text = (await readBody(request, LARGEST)).toString()
  // The real stack answers 500 to a body that is empty, or `null`.
  if (text === '') throw bindError(400, 'EOF')
  if (!/^application\/json\s*(;|$)/i.test(headerOf(request, 'content-type'))) {
    throw bindError(415, 'Unsupported Media Type')
  }
  try {
    const { _type, ...doc } = decodeObject(text)
    return doc
  } catch (error) {
    if (error instanceof GoJsonError) throw jsonError(text, error.message)
    throw error
  }
}
