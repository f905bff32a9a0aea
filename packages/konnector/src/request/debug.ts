import { createMasker } from '@cozy-jobs/logging'
import { shownUrl } from '../http/shown-url.js'

/** What a function of the option `debug` is told. */
export interface DebugEvent {
  strings: { oneline: string; headers: string; body: unknown }
  type: 'request' | 'response' | 'redirect'
  data: DebugData
}

interface DebugData {
  debugId: number
  uri?: string
  method?: string
  statusCode?: number
  headers: Record<string, string | string[]>
  body?: unknown
}

/** `true` and `json`: lines of JSON; `simple`: a line each; `full`: headers and bodies too; a function: told all of it. */
export type DebugOption = boolean | 'json' | 'simple' | 'full' | ((event: DebugEvent) => void)

/** Told each request and each answer. */
export type DebugListener = (type: DebugEvent['type'], data: DebugData) => void

const SECRET_HEADER = /^(?:authorization|proxy-authorization|cookie|set-cookie|x-(?:api|auth|csrf|xsrf).*)$/i
const SECRET_FIELD = /pass|pwd|mdp|secret|token|key|code|otp|login|user|mail|csrf/i

const maskBody = (body: unknown): unknown => {
  if (typeof body !== 'string') return body
  return body
    .replace(/(^|&)([^=&\s]*)=([^&\s]*)/g, (pair, start: string, name: string) =>
      SECRET_FIELD.test(name) ? `${start}${name}=***` : pair
    )
    .replace(/"([^"\\]+)"\s*:\s*"(?:[^"\\]|\\.)*"/g, (pair, name: string) =>
      SECRET_FIELD.test(name) ? `"${name}":"***"` : pair
    )
}

const masked = (data: DebugData, secrets: readonly string[]): DebugData => {
  const mask = createMasker(secrets)
  const headers = Object.entries(data.headers).map(([name, value]) => [
    name,
    SECRET_HEADER.test(name) ? '***' : value
  ])
  const body = maskBody(data.body)
  return {
    ...data,
    ...(data.uri === undefined ? {} : { uri: shownUrl(data.uri, secrets) }),
    headers: Object.fromEntries(headers) as DebugData['headers'],
    ...(body === undefined ? {} : { body: typeof body === 'string' ? mask(body) : body })
  }
}

const stringsOf = (type: DebugEvent['type'], data: DebugData): DebugEvent['strings'] => {
  const length = data.headers['content-length']
  const size = length === undefined ? '' : `Content-Length: ${String(length)}`
  const status = String(data.statusCode)
  const oneline = {
    request: `${data.method ?? ''} -> ${data.uri ?? ''} ${size}`,
    response: `<- ${status}  ${size}`,
    redirect: `<- ${status} ${data.uri ?? ''}`
  }
  const headers = Object.entries(data.headers).map(([name, value]) => `${name}: ${String(value)}`)
  return { oneline: oneline[type], headers: headers.join('\n'), body: data.body }
}

const fullText = ({ oneline, headers, body }: DebugEvent['strings']): string => {
  const shown =
    body === undefined
      ? ''
      : `BEGIN BODY\n${typeof body === 'string' ? body : JSON.stringify(body)}\nEND BODY\n\n`
  return `${oneline}\n\nBEGIN HEADERS\n${headers}\nEND HEADERS\n\n${shown}`
}

/**
 * Shows requests and answers on standard error as the package `request-debug` does, without cookies, authorization,
 * and what fields such as a password hold.
 */
export const debugListener = (
  debug: DebugOption | undefined,
  secrets: readonly string[] = [],
  write: (text: string) => void = text => void process.stderr.write(`${text}\n`)
): DebugListener | undefined => {
  if (!debug) return undefined
  return (type, unmasked) => {
    const data = masked(unmasked, secrets)
    const strings = stringsOf(type, data)
    if (typeof debug === 'function') debug({ strings, type, data })
    else if (debug === 'simple') write(strings.oneline)
    else if (debug === 'full') write(fullText(strings))
    else write(JSON.stringify(debug === 'json' ? { type, data } : { [type]: data }))
  }
}
