/**
 * An address that a link or an image may have: of the web, and without a name and a password, which would be shown in the
 * place of the host. Undefined for `javascript:` and all else.
 */
export const webUrl = (text: unknown): URL | undefined => {
  if (typeof text !== 'string' || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.username === '' && url.password === '' ? url : undefined
}

const HARMFUL = /^(?:javascript|data|vbscript|file|blob|about|view-source|filesystem|chrome|resource):/i

/** An address of the web or of another program (`cozydrive://auth`): never one that runs something on this page. */
export const isSafeToFollow = (text: string): boolean =>
  /^[a-z][a-z0-9+.-]*:/i.test(text) && !HARMFUL.test(text) && !/[\s\p{Cc}]/u.test(text) && URL.canParse(text)
