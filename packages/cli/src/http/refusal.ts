/** Why a stack refused, in its own words, whichever of its forms of error it used. */
export function reasonOf(text: string): string {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return text.trim().slice(0, 200)
  }
  if (typeof body === 'string') return body
  const { errors, reason, error, message } = (body ?? {}) as Record<string, unknown>
  if (Array.isArray(errors)) {
    return errors.map((each: { detail?: string; title?: string }) => each.detail || each.title).join('; ')
  }
  return ([reason, error, message].find(each => typeof each === 'string' && each) as string | undefined) ?? ''
}

const TODO: Record<number, string> = {
  401: 'Leave COZY_CREDENTIALS out to get a token from the admin port, or give one that is still valid.',
  403: 'Its token lacks the permission.',
  404: 'Look for a typo, or list what is there.'
}

/** A token that another instance has signed, as that of another stack on this machine; the real stack's words. */
const isForeign = (status: number, why: string): boolean =>
  status === 400 && why.includes('Invalid JWT token')

/** What to do about a refusal, where it can be said. */
export const remedyOf = (status: number, why: string, isExpired: boolean): string => {
  if (isExpired) return 'Leave COZY_CREDENTIALS out to get a token from the admin port, or give a new one.'
  if (isForeign(status, why)) {
    return 'The token is of another stack: give the --domain and the --admin-port of the same one.'
  }
  return TODO[status] ?? ''
}
