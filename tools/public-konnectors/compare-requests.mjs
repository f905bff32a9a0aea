/** Headers that a provider answers by; the others are of the connection, or each library's own. */
const WITH_MEANING = [
  'accept',
  'accept-language',
  'authorization',
  'content-type',
  'cookie',
  'origin',
  'referer',
  'user-agent',
  'x-requested-with'
]
const TRANSPORT = new Set([
  'connection',
  'content-length',
  'accept-encoding',
  'transfer-encoding',
  'keep-alive'
])

const isCustom = name => !WITH_MEANING.includes(name) && !TRANSPORT.has(name)

/** A user agent is drawn at random by cozy-konnector-libs: only whether it is a browser's can be compared. */
const shown = (name, value) => (name === 'user-agent' && /^Mozilla\//.test(value ?? '') ? 'a browser' : value)

/** Parts of a form are told apart by a text that is drawn anew for each. */
const withoutBoundary = ({ body, headers, ...others }) => {
  const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1]
  if (!boundary) return { body, headers, ...others }
  const type = headers['content-type'].replace(boundary, '…')
  const parts = body.replaceAll(boundary, '…').trim()
  return { ...others, body: parts, headers: { ...headers, 'content-type': type } }
}

/** What differs between two requests, as lines; none where they are the same to a provider. */
export const differencesOf = (first, second) => {
  if (!first || !second) return first === second ? [] : [`only the ${first ? 'old' : 'new'} one asks`]
  const [one, other] = [first, second].map(withoutBoundary)
  const lines = []
  const differ = (what, a, b) => {
    if (a !== b) lines.push(`${what}: ${a ?? '-'} / ${b ?? '-'}`)
  }
  differ('method', one.method, other.method)
  differ('URL', one.url, other.url)
  differ('body', one.body, other.body)
  const names = new Set([...Object.keys(one.headers), ...Object.keys(other.headers)])
  for (const name of [...names].sort()) {
    if (!WITH_MEANING.includes(name) && !isCustom(name)) continue
    differ(name, shown(name, one.headers[name]), shown(name, other.headers[name]))
  }
  return lines
}
