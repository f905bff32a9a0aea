const ALLOWED = new Set([
  'application/json',
  'text/xml',
  'text/plain',
  'application/xml',
  'application/vnd.api+json',
  'application/sparql-results+json'
])

/** The type of an answer, without its parameters; undefined for one that is not handed on, such as scripts and pages. */
export const allowedType = (header: string | undefined): string | undefined => {
  const type = (header ?? '').split(';')[0]!.trim().toLowerCase()
  return ALLOWED.has(type) || /^(?:image|audio|video)\/[\w.+-]+$/.test(type) ? type : undefined
}
