import { pbkdf2Sync } from 'node:crypto'

/** The passphrase of an instance that a stack makes for itself. */
const PASSPHRASE = 'cozy'

const fieldOf = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`)
    .exec(page)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&#34;', '"') ?? ''

const derive = (page: string): string => {
  const salt = /data-salt="([^"]*)"/.exec(page)?.[1] ?? ''
  const iterations = Number(/data-iterations="(\d+)"/.exec(page)?.[1])
  const key = pbkdf2Sync(PASSPHRASE, salt, iterations, 32, 'sha256')
  return pbkdf2Sync(key, PASSPHRASE, 1, 32, 'sha256').toString('base64')
}

/** A browser with the owner in front of it: it keeps cookies, follows redirects of the Cozy, and says yes. */
export class OwnerBrowser {
  readonly #cookies = new Map<string, string>()
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  /** The address to which the client is led back. */
  async accept(address: string): Promise<string> {
    let page = await this.#open(address)
    if (page.includes('id="login-form"')) page = await this.#open(await this.#logIn(page))
    const names = [
      'state',
      'client_id',
      'redirect_uri',
      'scope',
      'csrf_token',
      'response_type',
      'code_challenge',
      'code_challenge_method'
    ]
    const fields = Object.fromEntries(names.map(name => [name, fieldOf(page, name)]))
    return this.#send('/auth/authorize', fields)
  }

  /** Where an address of the Cozy leads to, once the owner is logged in: it is not followed. */
  async led(address: string): Promise<string> {
    await this.#logIn(await this.#open(`${this.#origin}/auth/login`))
    return (await this.#ask(address)).headers.get('location') ?? ''
  }

  async #logIn(page: string): Promise<string> {
    if (!page.includes('id="login-form"')) return this.#origin
    return this.#send('/auth/login', {
      passphrase: derive(page),
      redirect: fieldOf(page, 'redirect'),
      csrf_token: fieldOf(page, 'csrf_token')
    })
  }

  async #open(address: string): Promise<string> {
    const answer = await this.#ask(address)
    const location = answer.headers.get('location')
    return location === null ? answer.text() : this.#open(new URL(location, address).href)
  }

  async #send(path: string, fields: Record<string, string>): Promise<string> {
    const answer = await this.#ask(`${this.#origin}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields)
    })
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`${path} answers ${answer.status}`)
    return location
  }

  async #ask(address: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(address, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookie && { cookie }) }
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(set) ?? []
      this.#cookies.set(name, value)
    }
    return answer
  }
}
