import type { FastifyReply } from 'fastify'
import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream'
import { PassThrough } from 'node:stream'

/** What a site may not say in the stack's name, and what is of its connection. */
const KEPT_BACK = new Set(
  `set-cookie access-control-allow-origin access-control-allow-methods access-control-allow-credentials
   access-control-allow-headers access-control-max-age content-security-policy
   content-security-policy-report-only strict-transport-security x-frame-options connection keep-alive
   transfer-encoding upgrade trailer proxy-authenticate x-content-type-options`.split(/\s+/)
)

/** Hands an answer on as it comes: nothing of it is held in memory. */
export const handOn = (reply: FastifyReply, answer: IncomingMessage): FastifyReply => {
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && !KEPT_BACK.has(name)) reply.header(name, value)
  }
  const body = new PassThrough()
  // A site that breaks off breaks the answer off: the stack has no say in it any more.
  pipeline(answer, body, () => undefined)
  return reply.code(answer.statusCode ?? 502).send(body)
}
