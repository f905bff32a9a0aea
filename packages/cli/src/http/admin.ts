import { ERRORS } from '../errors.js'
import type { Environment } from '../context.js'
import { adminAuthorization } from './admin-authorization.js'
import { reach } from './reach.js'
import { reasonOf } from './refusal.js'

/** Whose token: of the command line with a scope, of an app, of a konnector. */
export type TokenKind = 'cli' | 'app' | 'konnector'

export interface TokenRequest {
  /** With its port. */
  domain: string
  kind: TokenKind
  /** Permissions in one text for `cli`, else the slug. */
  subject: string
}

/** The time of a stack, and what its last move did. */
export interface ClockState {
  now: string
  stopped: boolean
  /** How many dates came on the way. */
  rang?: number
  /** False where there were too many for one move. */
  arrived?: boolean
}

/** The port of a stack that is for its keeper: it listens on this machine alone, and asks for a passphrase at most. */
export class AdminClient {
  readonly url: URL
  readonly #headers: Record<string, string>

  constructor(port: number, env: Environment = {}) {
    this.url = new URL(`http://127.0.0.1:${port}/`)
    this.#headers = adminAuthorization(env)
  }

  /** As `cozy-stack instances token-cli`, `token-app` and `token-konnector` ask for it. */
  async token({ domain, kind, subject }: TokenRequest): Promise<string> {
    const query = new URLSearchParams({
      Domain: domain,
      Audience: kind === 'konnector' ? 'konn' : kind,
      Subject: kind === 'cli' ? 'CLI' : subject,
      Scope: kind === 'cli' ? subject : ''
    })
    const answer = await reach(this.url, new URL(`instances/token?${query.toString()}`, this.url), {
      method: 'POST',
      headers: this.#headers
    })
    const text = await answer.text()
    if (answer.ok) return text.trim()
    const domains = answer.status === 404 ? await this.domains() : []
    if (domains.length > 0) {
      throw ERRORS.refused(
        'get a token',
        `the stack has no instance ${domain}`,
        `It has: ${domains.join(', ')}. Give --domain, or the --admin-port of another stack.`
      )
    }
    throw ERRORS.refused('get a token', `the stack answered ${answer.status}: ${reasonOf(text)}`, '')
  }

  clock(): Promise<ClockState> {
    return this.#clock('read the clock', {})
  }

  /** By milliseconds, to a date, or back to the machine's time; `wait` lets each job end before the clock goes on. */
  moveClock(
    move: { by: number; wait: boolean } | { to: string; wait: boolean } | { resume: true }
  ): Promise<ClockState> {
    return this.#clock('move the clock', { method: 'POST', body: JSON.stringify(move) })
  }

  async #clock(act: string, init: RequestInit): Promise<ClockState> {
    const answer = await reach(this.url, new URL('clock', this.url), { ...init, headers: this.#headers })
    const text = await answer.text()
    if (answer.ok) return JSON.parse(text) as ClockState
    const todo = answer.status === 404 ? 'Only the stack of "cozy-jobs stack" has a clock to move.' : ''
    throw ERRORS.refused(act, `the stack answered ${answer.status}: ${reasonOf(text)}`, todo)
  }

  /** The domains of its instances. */
  async domains(): Promise<string[]> {
    const answer = await reach(this.url, new URL('instances', this.url), { headers: this.#headers })
    if (!answer.ok) return []
    const { data = [] } = (await answer.json()) as { data?: { attributes?: { domain?: string } }[] }
    return data.flatMap(({ attributes }) => attributes?.domain ?? [])
  }
}
