import type { FastifyRequest } from 'fastify'
import type { Instance } from '../../instances/api.js'
import { headerOf } from '../../server/request.js'
import { clientOs } from '../clients/client-os.js'

const TYPE = 'trusted-device'

/** Apart from the keys of tokens and cookies, so that none can ever stand for another. */
const keyOf = ({ secret }: Instance): Uint8Array => new TextEncoder().encode(`${TYPE} ${secret}`)

/** The browser's name: its version changes too often. */
const browserOf = (userAgent: string): string =>
  /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(userAgent)?.[1] ?? ''

const deviceOf = (request: FastifyRequest, { domain }: Instance): string => {
  const userAgent = headerOf(request, 'user-agent')
  return [domain, clientOs(userAgent), browserOf(userAgent)].join(' ')
}

/** What a browser keeps so that no code is asked for there again. */
export const trustDevice = async (request: FastifyRequest, instance: Instance): Promise<string> => {
  const { SignJWT } = await import('jose')
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setSubject(deviceOf(request, instance))
    .sign(keyOf(instance))
}

/** Whether the token was given to such a browser on such a system, by this instance. */
export const isTrustedDevice = async (
  request: FastifyRequest,
  instance: Instance,
  token: string
): Promise<boolean> => {
  if (token === '') return false
  const { jwtVerify } = await import('jose')
  try {
    await jwtVerify(token, keyOf(instance), {
      algorithms: ['HS256'],
      typ: TYPE,
      subject: deviceOf(request, instance)
    })
    return true
  } catch {
    return false
  }
}
