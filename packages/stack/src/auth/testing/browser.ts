import { browserHash, DEFAULT_PASSPHRASE } from '../../instances/passphrase.js'
import type { Answer, Sent, TestStack } from '../../testing/test-stack.js'

/** A browser of a test: it keeps its cookies, follows nothing, and sends forms. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #test: TestStack

  constructor(test: TestStack) {
    this.#test = test
  }

  async ask(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await this.#test.ask(method, path, {
      ...sent,
      headers: { accept: 'text/html', ...(cookie && { cookie }), ...sent.headers }
    })
    for (const set of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(set) ?? []
      this.cookies.set(name, value)
    }
    return answer
  }

  get(path: string, query: Record<string, string> = {}): Promise<Answer> {
    const asked = new URLSearchParams(query).toString()
    return this.ask('GET', asked === '' ? path : `${path}?${asked}`)
  }

  /** With the token against forged forms, unless `fields` has another. */
  send(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const csrf_token = this.cookies.get('_csrf') ?? ''
    return this.ask('POST', path, {
      body: new URLSearchParams({ csrf_token, ...fields }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }
    })
  }

  async login(fields: Record<string, string> = {}): Promise<Answer> {
    await this.get('/auth/login')
    return this.send('/auth/login', { passphrase: await hashOf(this.#test), ...fields })
  }
}

const hashes = new WeakMap<TestStack, Promise<string>>()

/** What a browser makes of the passphrase of development: a tenth of a second of work, once. */
export const hashOf = (test: TestStack): Promise<string> => {
  const hash = hashes.get(test) ?? browserHash(DEFAULT_PASSPHRASE, test.stack.domain)
  hashes.set(test, hash)
  return hash
}
