import { ERRORS } from '../errors.js'

const codeOf = (error: unknown): string => {
  const { code, cause, errors } = (error ?? {}) as { code?: unknown; cause?: unknown; errors?: unknown[] }
  if (typeof code === 'string') return code
  return cause ? codeOf(cause) : errors?.[0] ? codeOf(errors[0]) : ''
}

const innermost = (error: unknown): string => {
  const { message = 'no answer', cause } = (error ?? {}) as { message?: string; cause?: unknown }
  return cause ? innermost(cause) : message
}

/** `fetch`, whose failures to connect are told in words. `base` is the address that the person knows. */
export async function reach(base: URL, url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ECONNREFUSED') throw ERRORS.unreachable(base.href, 'nothing listens there', error)
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') throw ERRORS.unresolved(base.href, base.hostname, error)
    throw ERRORS.unreachable(base.href, code || innermost(error), error)
  }
}
