const READABLE = /^(?:[^%;]|%[0-9a-fA-F]{2})*$/

/** Reads a query as Go does: the first of several values counts; a pair with a bad escape or a `;` is as if not there. */
export const parseQuery = (text: string): Record<string, string> => {
  const query: Record<string, string> = Object.create(null) as Record<string, string>
  const readable = text.split('&').filter(pair => READABLE.test(pair))
  for (const [name, value] of new URLSearchParams(readable.join('&'))) query[name] ??= value
  return query
}
