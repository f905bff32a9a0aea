import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import type { RunningStack, StackOptions } from '../stack.js'
import { startStack } from '../start-stack.js'

/** One answer, read to its end. */
export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at what they expect, wherever it stands
  json: any
}

export interface Sent {
  token?: string
  /** Sent as it is; anything but a text as JSON, and said to be. */
  body?: unknown
  headers?: Record<string, string>
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** One request over a real socket of 127.0.0.1, whatever the host's name is. */
export const send = (
  method: string,
  address: string,
  { token, body, headers }: Sent = {}
): Promise<Answer> => {
  const url = new URL(address)
  const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port: url.port,
        // As it was written: URL would tidy what a test wants untidy.
        path: address.slice(address.indexOf(url.host) + url.host.length) || '/',
        method,
        agent: false,
        headers: {
          host: url.host,
          accept: 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
          ...(content !== undefined && { 'content-length': Buffer.byteLength(content) }),
          ...(content !== body && { 'content-type': 'application/json' }),
          ...headers
        }
      },
      answer => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => (text += chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: parsed(text) })
        })
      }
    )
    sent.on('error', reject)
    sent.end(content)
  })
}

/** A stack of its own for a test, on free ports, and what asks it. */
export interface TestStack {
  stack: RunningStack
  /** On the instance. */
  ask(method: string, path: string, sent?: Sent): Promise<Answer>
  /** On the admin port. */
  admin(method: string, path: string, sent?: Sent): Promise<Answer>
  /** A token of the command line. */
  cli(scope: string): Promise<string>
  token(audience: string, subject: string): Promise<string>
}

export const startTestStack = async (options: StackOptions = {}): Promise<TestStack> => {
  const stack = await startStack({ port: 0, adminPort: 0, data: 'memory', ...options })
  const admin: TestStack['admin'] = (method, path, sent) =>
    send(method, new URL(stack.adminUrl).origin + path, sent)
  const tokenOf = async (query: Record<string, string>): Promise<string> => {
    const asked = new URLSearchParams({ Domain: stack.domain, ...query }).toString()
    const answer = await admin('POST', `/instances/token?${asked}`)
    if (answer.status !== 200) throw new Error(answer.text)
    return answer.text
  }
  return {
    stack,
    ask: (method, path, sent) => send(method, `http://${stack.domain}${path}`, sent),
    admin,
    cli: scope => tokenOf({ Audience: 'cli', Scope: scope }),
    token: (audience, subject) => tokenOf({ Audience: audience, Subject: subject })
  }
}
