import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { hostOf } from '../instances/addresses.js'
import type { Instance } from '../instances/api.js'
import { headerOf } from '../server/request.js'

/** Bytes: the time in seconds before the value, the signature behind it. */
const TIME = 8
const SIGNATURE = 32
/** Longer than any that was given out, in characters. */
const LONGEST = 256

const nameOf = (id: string): string => `pass${id}`

const signatureOf = (instance: Instance, id: string, message: Buffer): Buffer =>
  createHmac('sha256', instance.secret).update(nameOf(id)).update(message).digest()

/** The cookie that says: the password of this share was given. It ends with the browser's session. */
export const passwordCookie = (
  instance: Instance,
  id: string,
  now: Date,
  subdomains: 'nested' | 'flat'
): string => {
  const time = Buffer.alloc(TIME)
  time.writeBigUInt64BE(BigInt(Math.floor(now.getTime() / 1000)))
  const message = Buffer.concat([time, Buffer.from(id)])
  const value = Buffer.concat([message, signatureOf(instance, id, message)]).toString('base64url')
  const host = hostOf(instance).replace(/:\d+$/, '')
  const domain = subdomains === 'flat' && host.includes('.') ? host.slice(host.indexOf('.') + 1) : host
  return `${nameOf(id)}=${value}; Path=/; Domain=${domain}; HttpOnly; SameSite=Lax`
}

const valueOf = (request: FastifyRequest, name: string): string => {
  for (const part of headerOf(request, 'cookie').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return ''
}

/** Whether the request has the cookie of this share's password. */
export const hasPasswordCookie = (request: FastifyRequest, instance: Instance, id: string): boolean => {
  const value = valueOf(request, nameOf(id))
  if (value === '' || value.length > LONGEST) return false
  const bytes = Buffer.from(value, 'base64url')
  if (bytes.length < TIME + SIGNATURE) return false
  const message = bytes.subarray(0, -SIGNATURE)
  return (
    timingSafeEqual(bytes.subarray(-SIGNATURE), signatureOf(instance, id, message)) &&
    message.subarray(TIME).toString() === id
  )
}
