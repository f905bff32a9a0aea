/** Reads a query as Go does: the first of several values counts, and what can't be decoded stays as it is. */
export const parseQuery = (text: string): Record<string, string> => {
  const query: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of new URLSearchParams(text)) query[name] ??= value
  return query
}
