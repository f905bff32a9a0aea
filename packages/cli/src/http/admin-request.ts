import { ERRORS } from '../errors.js'
import type { Environment } from '../context.js'
import { adminAuthorization } from './admin-authorization.js'
import { reach } from './reach.js'
import { reasonOf } from './refusal.js'

export interface AdminRequest {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** `instances/cozy.localhost:8080` */
  path: string
  query?: Record<string, string | undefined>
  /** In the infinitive, for the message of a refusal. */
  act: string
}

const todoOf = (status: number): string =>
  status === 401 ? 'Set COZY_ADMIN_PASSPHRASE to the passphrase of the admin port.' : ''

/** Asks an admin port, ours or a real stack's; undefined where the answer is empty. Every refusal becomes one message. */
export const askAdmin = async <T>(
  port: number,
  { env, signal }: { env: Environment; signal: AbortSignal },
  { method = 'GET', path, query = {}, act }: AdminRequest
): Promise<T> => {
  const base = new URL(`http://127.0.0.1:${port}/`)
  const url = new URL(path, base)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  const answer = await reach(base, url, { method, headers: adminAuthorization(env), signal })
  const text = await answer.text()
  if (answer.ok) return (text === '' ? undefined : JSON.parse(text)) as T
  throw ERRORS.refused(act, reasonOf(text) || `the stack answered ${answer.status}`, todoOf(answer.status))
}
