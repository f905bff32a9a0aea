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

/** What to do about a status, where it can be said. */
export const remedyOf = (status: number): string => TODO[status] ?? ''
