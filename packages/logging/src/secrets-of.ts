const SECRET_NAME = /(?:token|secret|password|passphrase|jwt)$/i

const JSON_WEB_TOKEN = /^eyJ[\w-]+\.[\w-]+\.([\w-]{20,})$/

/** A token that a program writes in two lines stands in neither: at least its signature is not shown. */
const withSignature = (secret: string): string[] => {
  const [, signature] = JSON_WEB_TOKEN.exec(secret) ?? []
  return signature === undefined ? [secret] : [secret, signature]
}

/**
 * The secrets in a job's credentials: a bare token is one itself; of OAuth JSON, each text under a name such as
 * `accessToken`, `refresh_token`, `clientSecret`, at any depth. Of a JSON web token its signature is one more.
 */
export function secretsOf(credentials: string): string[] {
  const text = credentials.trim()
  if (text === '') return []
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return withSignature(text)
  }
  if (typeof parsed === 'string') return withSignature(parsed)
  if (typeof parsed !== 'object' || parsed === null) return [text]
  const found = new Set<string>()
  collect(parsed, false, found)
  return [...found].flatMap(withSignature)
}

function collect(value: unknown, secret: boolean, found: Set<string>): void {
  if (typeof value === 'string') {
    if (secret && value !== '') found.add(value)
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, secret, found)
  } else if (typeof value === 'object' && value !== null) {
    // An object named `token` holds a scope and a type as well: its own names decide.
    for (const [name, item] of Object.entries(value)) collect(item, SECRET_NAME.test(name), found)
  }
}
