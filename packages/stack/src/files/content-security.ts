import type { FastifyReply, FastifyRequest } from 'fastify'
import type { StoredFile } from './file-document.js'

const NONE = /(frame-ancestors) 'none';/

const change = (request: FastifyRequest, reply: FastifyReply, how: (policy: string) => string): void => {
  const policy = reply.getHeader('content-security-policy')
  if (request.server.stack.config.disableCsp || typeof policy !== 'string') return
  reply.header('content-security-policy', how(policy))
}

/** A page that lies in a Cozy must not send to a form what a browser fills in of itself. */
export const forbidForms = (request: FastifyRequest, reply: FastifyReply): void =>
  change(request, reply, policy => `${policy}form-action 'none';`)

/** What a page of an app may show in a frame by a link: what runs nothing. */
const isShown = ({ mime, class: kind }: StoredFile): boolean =>
  mime === 'text/plain' || mime === 'application/pdf' || ['image', 'audio', 'video'].includes(kind)

/** Lets pages show the content of a link in a frame, where its type allows it. */
export const allowFrames = (request: FastifyRequest, reply: FastifyReply, file: StoredFile): void => {
  if (isShown(file)) change(request, reply, policy => policy.replace(NONE, '$1 *;'))
}
