import { isObject, textOf } from '../engine/execution/attempt.js'
import { encodeQuery } from '../instances/addresses.js'
import type { AccountType } from './account-type.js'
import { ACCOUNT_ERRORS } from './errors.js'

/** Milliseconds, as on the real stack. */
const TIME_LIMIT = 15_000

/** Bytes of an answer. */
const LARGEST = 1024 * 1024

/** What a provider has given, and all else that it has said. */
export interface Grant {
  accessToken: string
  refreshToken: string
  tokenType: string
  /** Seconds; 0 where it said nothing of it. */
  expiresIn: number
  extras: Record<string, unknown>
}

/** `invalid` where the provider takes the refresh token no more. */
export type Answer = { invalid: true } | ({ invalid: false } & Grant)

const KNOWN = ['access_token', 'refresh_token', 'token_type', 'expires_in']

const read = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > LARGEST) throw ACCOUNT_ERRORS.providerDown()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

const fieldsOf = (text: string): Record<string, unknown> | undefined => {
  try {
    const parsed: unknown = JSON.parse(text)
    return isObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** Nothing of what went wrong is told: an address may hold the secret, where the provider wants it there. */
const send = async (
  { tokenEndpoint, tokenMode, clientId, clientSecret }: AccountType,
  fields: Record<string, string>
): Promise<{ status: number; text: string }> => {
  const isBasic = tokenMode === 'basic'
  const body = encodeQuery({
    ...fields,
    ...(!isBasic && { client_id: clientId, client_secret: clientSecret })
  })
  try {
    const url = new URL(tokenEndpoint)
    const isGet = tokenMode === 'get'
    if (isGet) url.search = [url.search.slice(1), body].filter(Boolean).join('&')
    const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
    const response = await fetch(url, {
      method: isGet ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(!isGet && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(isBasic && { authorization: `Basic ${credentials}` })
      },
      ...(!isGet && { body }),
      // The secret goes to the endpoint that the account type names, and to no other.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIME_LIMIT)
    })
    return { status: response.status, text: await read(response) }
  } catch {
    throw ACCOUNT_ERRORS.providerDown()
  }
}

/** An error is a word of the protocol; what else a provider writes there is not shown. */
const errorWord = (error: string): string => (/^[a-z_]{1,40}$/.test(error) ? error : 'unknown')

/** Asks a provider for tokens. Throws 502 where it does not answer as the protocol says. */
export const askForTokens = async (type: AccountType, fields: Record<string, string>): Promise<Answer> => {
  const { status, text } = await send(type, fields)
  const out = fieldsOf(text)
  const error = textOf(out?.error)
  if (status !== 200) {
    if (error === 'invalid_token' || error === 'invalid_grant') return { invalid: true }
    throw ACCOUNT_ERRORS.providerRefused(status)
  }
  if (!out) throw ACCOUNT_ERRORS.providerDown()
  if (error !== '') throw ACCOUNT_ERRORS.providerError(errorWord(error))
  return {
    invalid: false,
    accessToken: textOf(out.access_token) || textOf(out.id_token),
    refreshToken: textOf(out.refresh_token),
    tokenType: textOf(out.token_type),
    expiresIn: typeof out.expires_in === 'number' && Number.isFinite(out.expires_in) ? out.expires_in : 0,
    extras: Object.fromEntries(Object.entries(out).filter(([name]) => !KNOWN.includes(name)))
  }
}

/** When tokens are over: Go's date of nothing where the provider did not say. */
export const expiryOf = ({ expiresIn }: Grant, now: Date, unknown: string): string => {
  const until = new Date(now.getTime() + expiresIn * 1000)
  return expiresIn === 0 || Number.isNaN(until.getTime()) ? unknown : until.toISOString()
}
