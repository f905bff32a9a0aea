import { isObject } from '../engine/execution/attempt.js'

/** A list is joined with spaces; false, null and what is no text mean none. */
export const scopeText = (scope: unknown): string => {
  if (typeof scope === 'string') return scope
  if (!Array.isArray(scope)) return ''
  return (scope as unknown[]).filter(one => typeof one === 'string' && one !== '').join(' ')
}

/**
 * What the provider is asked for: what the address says, even nothing; else the account type; else the manifest of the
 * konnector. The real stack looks at the address alone, where its apps put what the manifest says.
 */
export const wantedScope = (
  query: URLSearchParams,
  type: { scope: unknown },
  manifest: Readonly<Record<string, unknown>> | undefined
): string => {
  const asked = query.get('scope')
  if (asked !== null) return asked
  if (type.scope !== undefined) return scopeText(type.scope)
  return scopeText(isObject(manifest?.oauth) ? manifest.oauth.scope : undefined)
}
